//! Mails by template: what an administrator may write, and what becomes of it for one
//! person. Pure; laying the HTML out for mail clients is the app's (ADR 0023).

mod absent;
mod check;
mod fault;
mod fill;
mod markup;
mod name;
mod rendered;
mod template;
mod token;
mod usage;

#[cfg(test)]
mod tests;

pub use check::{ELEMENTS, EVERYWHERE, attributes_of, is_allowed_address};
pub use fault::{Part, TemplateError, TemplateFault};
pub use markup::{Attribute, Event, Tag, events};
pub use name::{NotATemplateName, TemplateName};
pub use rendered::{InlinePart, QR_CODE, Rendered, render};
pub use template::{FALLBACK, MailTemplate, TemplateText, Written, is_language};
pub use token::{News, Token, Tokens};
pub use usage::{LETTERS, Usage};
