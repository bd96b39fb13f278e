//! Every field of every route, each in turn with values it is not meant for.
//! Which fields there are, the routes say themselves when they refuse one that
//! they do not know.

use serde_json::{Map, Value};

use super::{
    super::ask::{Ask, FORM, JSON, Reply},
    Trial, acting, request,
    values::{fitting, others, texts},
    willing,
};
use crate::testing::share;

/// How a route is spoken to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tongue {
    Form,
    Json,
}

impl Tongue {
    /// What a form says of a value.
    fn text(value: &Value) -> String {
        value.as_str().map_or_else(|| value.to_string(), Into::into)
    }

    fn say(self, plain: &Ask, fields: &Map<String, Value>) -> Ask {
        match self {
            Self::Json => {
                let body = serde_json::to_vec(fields).unwrap();
                plain.clone().with(JSON).body(body)
            }
            Self::Form => {
                let mut form = form_urlencoded::Serializer::new(String::new());
                for (name, value) in fields {
                    match value {
                        Value::Array(values) => {
                            form.extend_pairs(values.iter().map(|one| (name, Self::text(one))));
                        }
                        one => {
                            form.append_pair(name, &Self::text(one));
                        }
                    }
                }
                plain.clone().with(FORM).body(form.finish())
            }
        }
    }
}

/// The fields that a refusal of an unknown one lists between backticks.
async fn known(reply: &mut Reply) -> Vec<String> {
    let problem = reply.value().await;
    let detail = problem["errors"][0]["detail"].as_str().unwrap_or_default();
    let (_, listed) = detail.split_once("expected").unwrap_or_default();
    let odd = listed.split('`').skip(1).step_by(2);
    odd.map(str::to_owned).collect()
}

#[tokio::test]
async fn whatever_a_field_holds_no_route_stumbles() {
    let mut trial = Trial::new().await;
    let (mut forms, mut fields) = (0, 0);
    for route in acting(&trial.campus) {
        let case = willing(&trial.campus, &route);
        let plain = request(&trial.campus, &route, case);
        for tongue in [Tongue::Form, Tongue::Json] {
            let stranger = Map::from_iter([("nobody".to_owned(), Value::from("x"))]);
            let asked = tongue.say(&plain, &stranger);
            let names = known(&mut trial.send(&asked, "a stranger").await.unwrap()).await;
            forms += usize::from(!names.is_empty());
            fields += names.len();
            let usual: Map<String, Value> = names
                .iter()
                .map(|name| (name.clone(), fitting(name)))
                .collect();
            for name in &names {
                let mut without = usual.clone();
                without.remove(name);
                let what = format!("without {name}");
                trial.send(&tongue.say(&plain, &without), &what).await;
                let other = if tongue == Tongue::Json {
                    others()
                } else {
                    vec![]
                };
                let values = texts().into_iter().map(Value::from).chain(other);
                for value in share(values, trial.asked) {
                    let mut with = usual.clone();
                    let what = format!("{name} = {value}");
                    with.insert(name.clone(), value);
                    trial.send(&tongue.say(&plain, &with), &what).await;
                }
                if tongue == Tongue::Form {
                    let twice = tongue.say(&plain, &usual);
                    let body = String::from_utf8(twice.body.clone()).unwrap();
                    let twice = twice.body(format!("{body}&{name}=y&{name}=z"));
                    trial.send(&twice, &format!("{name} thrice")).await;
                }
            }
        }
    }
    println!("figure: bad input, {fields} fields of {forms} forms");
    assert!(fields > 40, "the routes no longer say what they know");
    trial.end("fields");
}
