mod entering;
mod members;
mod refusals;
mod scene;
mod seats;
