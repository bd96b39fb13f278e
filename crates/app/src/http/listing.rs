//! What a list of the API is asked for: how much of it, and behind which line.

use std::str::FromStr;

use super::fault::{Fault, FieldFault};

/// How many lines a page has unless asked otherwise.
const USUAL: u32 = 50;
/// How many it has at most.
const MOST: u32 = 200;

/// How many lines to give.
pub fn limit(asked: Option<u32>) -> Result<u32, Fault> {
    let limit = asked.unwrap_or(USUAL);
    if limit == 0 || limit > MOST {
        let fault = FieldFault::new("limit", "out_of_range");
        let fault = fault.with("min", 1).with("max", MOST);
        return Err(Fault::fields(vec![fault]));
    }
    Ok(limit)
}

/// Behind which line: `next` of the page before.
pub fn before<Id: FromStr>(asked: Option<&str>) -> Result<Option<Id>, Fault> {
    let id = asked.map(str::parse::<Id>).transpose();
    id.map_err(|_| Fault::field("before", "not_an_id"))
}
