//! Tests that walk every route of the product and go on holding as routes are
//! added: who may, what changes, what is answered to what is sent.

mod address;
mod ask;
mod campus;
mod cast;
mod ledger;
mod t10_matrix;

/// SQL put together for a test lives as long as the process.
fn fixed(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
