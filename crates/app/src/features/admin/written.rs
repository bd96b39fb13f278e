//! Values as JSON: for the API, for TOML, for the audit.

use serde_json::{Value as Json, json};
use usher_domain::config::{Control, FieldError, Provider, Sealed, Value, WrittenProvider};

use super::secrets;
use crate::sealed::Sealer;

/// A value as JSON.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Toggle(yes) => json!(yes),
        Value::Number(number) => json!(number),
        Value::Choice(option) => json!(option),
        Value::Text(text) => json!(text),
        // Whether there is one; more is told to nobody.
        Value::Secret(sealed) => json!(sealed.is_some()),
        Value::Several(_)
        | Value::Subjects(_)
        | Value::Domains(_)
        | Value::Links(_)
        | Value::Addresses(_) => json!(value.written()),
        Value::Providers(providers) => providers.iter().map(provider).collect(),
    }
}

/// JSON as the text that the control reads, a secret sealed; refuses what is of another
/// kind.
pub(super) fn submitted(
    control: &Control,
    json: &Json,
    sealer: &Sealer,
) -> Result<Vec<String>, FieldError> {
    match (control, json) {
        (Control::Toggle, Json::Bool(yes)) => Ok(vec![yes.to_string()]),
        (Control::Number { .. }, Json::Number(number)) => Ok(vec![whole(number)]),
        (
            Control::Choice { .. }
            | Control::Colour
            | Control::Link
            | Control::Zone
            | Control::Template
            | Control::Text { .. },
            Json::String(text),
        ) => Ok(vec![text.clone()]),
        (Control::Secret, Json::Null) => Ok(vec![Sealed::NONE.to_owned()]),
        (Control::Secret, Json::String(text)) if text.chars().count() > Sealed::LONGEST => {
            Err(FieldError::TooLong {
                max: Sealed::LONGEST,
            })
        }
        (Control::Secret, Json::String(text)) if text.is_empty() => {
            Ok(vec![Sealed::NONE.to_owned()])
        }
        (Control::Secret, Json::String(text)) => Ok(vec![secrets::seal(sealer, text)]),
        (Control::Providers, Json::Array(list)) => list
            .iter()
            .map(|one| submitted_provider(one, sealer))
            .collect(),
        (
            Control::Several { .. }
            | Control::Subjects
            | Control::Domains
            | Control::Links
            | Control::Addresses,
            Json::Array(list),
        ) => list
            .iter()
            .map(|one| match one {
                Json::String(text) => Ok(text.clone()),
                other => Err(not_one(control, other)),
            })
            .collect(),
        (_, other) => Err(not_one(control, other)),
    }
}

/// A provider with everything but its secret: of that, whether there is one.
pub(super) fn provider(provider: &Provider) -> Json {
    let mut told = json!(provider.written());
    told["secret"] = json!(provider.secret.sealed().is_some());
    told
}

/// A provider's parts that differ between two ways of writing it.
pub(super) fn differing(before: &WrittenProvider, after: &WrittenProvider) -> Vec<&'static str> {
    let (before, after) = (json!(before), json!(after));
    let parts = WrittenProvider::PARTS.iter();
    parts
        .filter(|part| before.get(**part) != after.get(**part))
        .copied()
        .collect()
}

/// A provider as it comes from a program or a file. A secret that is a yes or a no is what was told
/// of it, and says nothing.
fn submitted_provider(json: &Json, sealer: &Sealer) -> Result<String, FieldError> {
    let mut told = json.as_object().cloned().ok_or(FieldError::NotAText)?;
    let unknown = told
        .keys()
        .find(|part| !WrittenProvider::PARTS.contains(&part.as_str()));
    let in_provider = |part: &str, error: &FieldError| FieldError::InProvider {
        provider: json["id"]
            .as_str()
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect(),
        part: part.chars().take(60).collect(),
        code: error.code(),
    };
    if let Some(part) = unknown {
        return Err(in_provider(part, &FieldError::UnknownField));
    }
    match told.remove("secret") {
        None | Some(Json::Bool(_)) => {}
        Some(secret) => {
            let sealed = submitted(&Control::Secret, &secret, sealer);
            let sealed = sealed.map_err(|error| in_provider("secret", &error))?;
            told.insert("secret".to_owned(), json!(sealed.first()));
        }
    }
    let written: WrittenProvider =
        serde_json::from_value(Json::Object(told)).map_err(|_| FieldError::NotAText)?;
    Ok(written.to_json())
}

/// `1e3` is a whole number, too.
fn whole(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{float:.0}"),
        _ => number.to_string(),
    }
}

fn not_one(control: &Control, json: &Json) -> FieldError {
    let text = json.to_string();
    match control {
        Control::Toggle => FieldError::NotYesOrNo,
        Control::Number { .. } => FieldError::NotANumber,
        Control::Choice { .. } | Control::Several { .. } => FieldError::NotAnOption,
        Control::Subjects => FieldError::NotASubject { text },
        Control::Domains => FieldError::NotADomain { text },
        Control::Colour => FieldError::NotAColour { text },
        Control::Link | Control::Links => FieldError::NotALink { text },
        Control::Zone => FieldError::NotAZone { text },
        Control::Addresses => FieldError::NotAnAddressRule { text },
        Control::Template | Control::Text { .. } | Control::Secret | Control::Providers => {
            FieldError::NotAText
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer() -> Sealer {
        let key = usher_domain::invite::SecretKey::new(&[7; 32]);
        let entropy = usher_domain::clock::SeededEntropy::new(1);
        Sealer::new(key, std::sync::Arc::new(entropy))
    }

    #[test]
    fn a_secret_is_sealed_on_its_way_in_and_told_by_being_there() {
        let secret = |json: Json| submitted(&Control::Secret, &json, &sealer());
        let texts = secret(json!("s3cret")).unwrap();
        let Ok(Value::Secret(Some(sealed))) = Control::Secret.parse(&texts) else {
            unreachable!("{texts:?}")
        };
        assert_eq!(secrets::reveal(&sealer(), &sealed).unwrap(), "s3cret");
        assert_eq!(super::json(&Value::Secret(Some(sealed))), json!(true));
        for none in [json!(null), json!("")] {
            assert_eq!(
                Control::Secret.parse(&secret(none).unwrap()),
                Ok(Value::Secret(None))
            );
        }
        // What the API answers is no secret, and sending it back sets none.
        assert_eq!(secret(json!(true)), Err(FieldError::NotAText));
        assert_eq!(
            secret(json!("x".repeat(1001))),
            Err(FieldError::TooLong { max: 1000 })
        );
    }

    fn number(json: Json) -> Result<Vec<String>, FieldError> {
        let spec = usher_domain::config::shown_module("invitetomedia").unwrap();
        submitted(
            &spec.field("LinkDuration").unwrap().control,
            &json,
            &sealer(),
        )
    }

    #[test]
    fn numbers_are_numbers_and_nothing_else_is() {
        assert_eq!(number(json!(60)), Ok(vec!["60".to_owned()]));
        assert_eq!(number(json!(1e9)), Ok(vec!["1000000000".to_owned()]));
        assert_eq!(number(json!(1.5)), Ok(vec!["1.5".to_owned()]));
        for wrong in [json!("60"), json!(true), json!(null), json!([60])] {
            assert_eq!(number(wrong), Err(FieldError::NotANumber));
        }
    }

    #[test]
    fn lists_are_lists_of_texts() {
        let list = json!(["uni.edu", "*.uni.edu"]);
        assert_eq!(
            submitted(&Control::Domains, &list, &sealer()),
            Ok(vec!["uni.edu".to_owned(), "*.uni.edu".to_owned()])
        );
        assert_eq!(
            submitted(&Control::Domains, &json!(["uni.edu", 1]), &sealer()),
            Err(FieldError::NotADomain { text: "1".into() })
        );
        assert!(submitted(&Control::Subjects, &json!("account:1"), &sealer()).is_err());
    }
}
