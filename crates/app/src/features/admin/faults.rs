//! What is wrong with a field, for people: what they may write instead.

use usher_domain::{
    config::{Control, FieldError, ModuleSpec},
    email::DomainRule,
};

use super::store::Refused;
use crate::http::fault::FieldFault;

/// A refusal as pages and the API report it.
pub(super) fn field_fault(spec: &ModuleSpec, refused: &Refused) -> FieldFault {
    let (field, error) = match refused {
        Refused::Rule(fault) => (fault.field.as_str(), &fault.error),
        Refused::Nobody { field, subject } => {
            return FieldFault::new(*field, "no_such_subject").with("text", subject);
        }
        Refused::NoTemplate { field, name } => {
            return FieldFault::new(*field, "no_such_template").with("text", name);
        }
    };
    let fault = FieldFault::new(field, error.code());
    match error {
        FieldError::NotANumber | FieldError::OutOfBounds { .. } => {
            match spec.field(field).map(|field| field.control) {
                Some(Control::Number { min, max, or, .. }) => {
                    let or = or.map_or_else(|| NONE.to_owned(), |or| or.to_string());
                    fault.with("min", min).with("max", max).with("or", or)
                }
                _ => fault,
            }
        }
        FieldError::NotASubject { text }
        | FieldError::NotAColour { text }
        | FieldError::NotALink { text }
        | FieldError::NotAZone { text }
        | FieldError::NotATemplate { text }
        | FieldError::NotAnAddressRule { text }
        | FieldError::NotAScope { text }
        | FieldError::NotAMapping { text } => fault.with("text", text),
        FieldError::NotADomain { text } => fault
            .with("text", text)
            .with("meant", meant(text).unwrap_or_else(|| NONE.to_owned())),
        FieldError::TooLong { max }
        | FieldError::TooMany { max }
        | FieldError::TooManyProviders { max }
        | FieldError::TooManyLinks { max } => fault.with("max", max),
        FieldError::TooFew { least } => fault.with("least", least),
        FieldError::BeyondMaximum { max } => fault.with("max", max),
        FieldError::BelowOne { field, min } => fault.with("field", field).with("min", min),
        FieldError::AboveNetwork { field, max } => fault.with("field", field).with("max", max),
        FieldError::InProvider {
            provider,
            part,
            code,
        } => (fault.with("provider", provider))
            .with("part", part)
            .with("problem", code),
        FieldError::ProviderTwice { provider } => fault.with("provider", provider),
        FieldError::NotAProviderId
        | FieldError::NotAnIssuer
        | FieldError::NobodyGetsIn
        | FieldError::UnknownField
        | FieldError::NotYesOrNo
        | FieldError::NotAnOption
        | FieldError::NotAText
        | FieldError::NotAHost
        | FieldError::NotAnAddress
        | FieldError::Needed
        | FieldError::NotOffered
        | FieldError::PasswordInTheClear => fault,
    }
}

/// What sentences are told where a value is absent.
const NONE: &str = "none";

/// The domain that somebody probably meant who wrote an address of a page or a person.
fn meant(text: &str) -> Option<String> {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = host.trim_start_matches('.');
    let rule: DomainRule = host.parse().ok()?;
    (host != text && host.contains('.')).then(|| rule.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_writes_an_address_is_told_its_domain() {
        for (text, domain) in [
            ("https://www.uni.edu/login?x=1", Some("www.uni.edu")),
            ("ada@uni.edu", Some("uni.edu")),
            (".uni.edu", Some("uni.edu")),
            ("uni.edu:443", Some("uni.edu")),
            ("https://", None),
            ("*.*.edu", None),
            ("127.0.0.1", None),
            ("not_a_domain", None),
        ] {
            assert_eq!(meant(text).as_deref(), domain, "{text}");
        }
    }
}
