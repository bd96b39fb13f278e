//! Many people invited at once: lines that somebody pasted, or a table with a person in each row. What a line says
//! ([`lines`]), what a row says ([`Wish::read`]), and what it comes to, given what is there already ([`plan()`]).
//!
//! The same list again, corrected, changes and adds: a person who has an open invite keeps it, and nobody is
//! written to twice.

mod columns;
mod lines;
mod plan;
mod wish;

#[cfg(test)]
mod tests;

pub use columns::{Column, Columns, ColumnsError};
pub use lines::{Line, lines};
pub use plan::{Already, Change, Chosen, Known, Plan, plan};
pub use wish::{RowError, RowFault, Wish};
