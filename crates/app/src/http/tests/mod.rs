//! Tests that walk every route of the product and go on holding as routes are
//! added: who may, what changes, what is answered to what is sent.

mod address;
mod ask;
mod bad_input;
mod campus;
mod cast;
mod console_security;
mod idempotency;
mod ledger;
mod r12_overload;
mod refusal;
mod seated;
mod secret_paths;
mod site_things;
mod t03_hosts;
mod t04_headers;
mod t10_matrix;
mod t14_cross_site;
mod t14_reading;
mod t18_packed;
mod way_back;
