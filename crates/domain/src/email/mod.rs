//! E-mail addresses and the domains behind them.

mod address;
mod domain_name;
mod local_part;
mod rules;

#[cfg(test)]
pub(crate) mod t07_addresses;
#[cfg(test)]
mod t12_domains;

pub use address::{Email, EmailError};
pub use domain_name::{Domain, NotADomain};
pub use rules::{DomainRule, DomainRules, NotADomainRule};
