//! Attacks on links and seats, each with the figure that it has to print (security.md).

mod r01_hanging_up;
mod t01_double_spend;
mod t02_scanners;
mod t02_ways_in;
mod t04_codes;
mod t04_traces;
mod t05_stolen_database;
mod t06_guessing;
mod t07_identity;
mod t07_ways_in;
mod t08_addresses;
mod t08_carried_over;
mod t08_copied_cookies;
mod t08_keyed_seats;

use crate::testing::dump;
