//! A table of people, read row by row: which column is which, what a row says, what it would change. Cells are
//! text by now; files, encodings and separators are others' business.

mod columns;
mod plan;
mod row;

pub use columns::{Column, Columns, ColumnsError};
pub use plan::{Known, Outcome, plan};
pub use row::{RowError, RowFault, TableRow};

pub use crate::table::Cell;

#[cfg(test)]
mod tests;
