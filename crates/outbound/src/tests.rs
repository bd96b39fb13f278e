mod answers;
mod t19_inside;
