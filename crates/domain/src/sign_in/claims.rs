use serde_json::{Map, Value};

use crate::{email::Email, text::PersonName};

use super::Address;

/// The most values of one claim that are looked at.
const MOST_VALUES: usize = 2000;

/// What a provider says of somebody, once it is verified that it does.
#[derive(Clone, Default)]
pub struct Claims(Map<String, Value>);

/// What somebody is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// First name, or all of it.
    pub first: PersonName,
    /// Last name, where there is one.
    pub last: Option<PersonName>,
}

impl Claims {
    /// What stands in a token.
    pub const fn new(claims: Map<String, Value>) -> Self {
        Self(claims)
    }

    /// Adds what is told elsewhere and does not stand in the token.
    pub fn fill_in(&mut self, more: Map<String, Value>) {
        for (name, value) in more {
            self.0.entry(name).or_insert(value);
        }
    }

    /// Whether a claim is there, by its name or its path.
    pub fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// The texts of a claim: its one, or each of its list. The claim is found by its whole name,
    /// else as a path (`realm_access.roles`).
    pub fn values(&self, path: &str) -> Vec<&str> {
        match self.find(path) {
            Some(Value::String(text)) => vec![text],
            Some(Value::Array(list)) => list
                .iter()
                .take(MOST_VALUES)
                .filter_map(Value::as_str)
                .collect(),
            _ => Vec::new(),
        }
    }

    fn find(&self, path: &str) -> Option<&Value> {
        if path.is_empty() {
            return None;
        }
        if let Some(found) = self.0.get(path) {
            return Some(found);
        }
        let mut steps = path.split('.');
        let first = self.0.get(steps.next()?)?;
        steps.try_fold(first, |value, step| value.as_object()?.get(step))
    }

    fn text(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name)?.as_str()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Their address. Some providers do not say whether it is verified; `unsaid` is what counts
    /// then. What is said counts always.
    pub fn address(&self, unsaid: bool) -> Address {
        let Some(text) = self.text("email") else {
            return Address::Missing;
        };
        let Ok(email) = Email::parse(text) else {
            return Address::Malformed;
        };
        let verified = match self.0.get("email_verified") {
            None => unsaid,
            Some(Value::Bool(yes)) => *yes,
            // Some write it as a text.
            Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
            Some(_) => false,
        };
        if verified {
            Address::Verified(email)
        } else {
            Address::Unverified(email)
        }
    }

    /// What they are called: by their names, else by their whole name, else by what stands before
    /// the `@`.
    pub fn names(&self) -> Option<Names> {
        let read = |text: &str| {
            let text: String = text.chars().take(100).collect();
            PersonName::parse(&text).ok()
        };
        let given = self.text("given_name").and_then(read);
        let family = self.text("family_name").and_then(read);
        if let Some(first) = given {
            return Some(Names {
                first,
                last: family,
            });
        }
        if let Some(name) = self.text("name") {
            let (first, last) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
            if let Some(first) = read(first) {
                return Some(Names {
                    first,
                    last: read(last),
                });
            }
        }
        let local = self.text("email").and_then(|email| email.split('@').next());
        let one = [
            family.as_ref().map(PersonName::as_str),
            self.text("preferred_username"),
            local,
        ];
        let first = one.into_iter().flatten().find_map(read)?;
        Some(Names { first, last: None })
    }

    /// What is shown of them where they are asked whether it is they: the address, else a name.
    pub fn shown(&self) -> String {
        let all = ["email", "preferred_username", "name"];
        let shown = all.into_iter().find_map(|name| self.text(name));
        let plain = shown.unwrap_or_default().chars();
        plain
            .filter(|c| !crate::text::is_forbidden(*c))
            .take(120)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(json: Value) -> Claims {
        Claims::new(json.as_object().unwrap().clone())
    }

    #[test]
    fn a_claim_is_found_by_its_name_and_by_its_path() {
        let it = claims(json!({
            "roles": ["a", 1, "b"], "one": "x", "realm_access": { "roles": ["c"] },
            "https://uni.edu/groups": ["d"],
        }));
        assert_eq!(it.values("roles"), ["a", "b"]);
        assert_eq!(it.values("one"), ["x"]);
        assert_eq!(it.values("realm_access.roles"), ["c"]);
        assert_eq!(it.values("https://uni.edu/groups"), ["d"]);
        for nothing in ["", "none", "realm_access", "one.two", "roles.0"] {
            assert_eq!(it.values(nothing), [""; 0], "{nothing}");
        }
    }

    #[test]
    fn t22_an_address_is_verified_if_that_is_said() {
        let said = |verified: Value, unsaid| {
            claims(json!({ "email": "Ada@Uni.edu", "email_verified": verified })).address(unsaid)
        };
        let email: Email = "ada@uni.edu".parse().unwrap();
        for yes in [json!(true), json!("true"), json!("True")] {
            assert_eq!(said(yes, false), Address::Verified(email.clone()));
        }
        for no in [
            json!(false),
            json!("false"),
            json!(1),
            json!(null),
            json!([true]),
            json!("yes"),
        ] {
            for unsaid in [true, false] {
                assert_eq!(
                    said(no.clone(), unsaid),
                    Address::Unverified(email.clone()),
                    "{no}"
                );
            }
        }
        let silent = claims(json!({ "email": "ada@uni.edu" }));
        assert_eq!(silent.address(false), Address::Unverified(email.clone()));
        assert_eq!(silent.address(true), Address::Verified(email));
        assert_eq!(claims(json!({})).address(true), Address::Missing);
        for odd in [json!(""), json!(" "), json!(7), json!(["ada@uni.edu"])] {
            assert_eq!(
                claims(json!({ "email": odd })).address(true),
                Address::Missing
            );
        }
        for wrong in ["ada", "ada@", "ada@[127.0.0.1]", "a b@uni.edu"] {
            assert_eq!(
                claims(json!({ "email": wrong })).address(true),
                Address::Malformed
            );
        }
    }

    #[test]
    fn somebody_is_called_by_what_is_told() {
        let called = |json: Value| {
            let names = claims(json).names()?;
            Some((
                names.first.to_string(),
                names.last.map(|last| last.to_string()),
            ))
        };
        let some =
            |first: &str, last: Option<&str>| Some((first.to_owned(), last.map(str::to_owned)));
        assert_eq!(
            called(json!({ "given_name": "Ada", "family_name": "Lovelace", "name": "x" })),
            some("Ada", Some("Lovelace"))
        );
        assert_eq!(
            called(json!({ "given_name": "Plato" })),
            some("Plato", None)
        );
        assert_eq!(
            called(json!({ "name": "Ada King Lovelace" })),
            some("Ada", Some("King Lovelace"))
        );
        assert_eq!(called(json!({ "email": "ada@uni.edu" })), some("ada", None));
        assert_eq!(
            called(json!({ "preferred_username": "ada1" })),
            some("ada1", None)
        );
        assert_eq!(
            called(json!({ "given_name": "a\u{202e}b", "name": "\n" })),
            None
        );
        assert_eq!(called(json!({})), None);
    }
}
