mod connecting;
mod console;
mod gives;
mod idp;
mod signing_in;
mod t22_answers;
mod wrong;
