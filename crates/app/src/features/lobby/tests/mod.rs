mod entering;
mod leaving;
mod members;
mod refusals;
mod scene;
mod seats;
mod weight;
