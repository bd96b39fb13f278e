//! T14: what another site's page makes a browser send does nothing.

use axum::http::{HeaderName, StatusCode, header};
use usher_domain::access::EntryRole;

use super::{
    address,
    ask::{Ask, FORM, JSON},
    campus::Campus,
    cast::{Case, Rank, Relation, State, Who},
    ledger::Watch,
};
use crate::http;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const ORIGIN: HeaderName = header::ORIGIN;
const REFERER: HeaderName = header::REFERER;

#[tokio::test]
async fn t14_no_act_is_begun_on_another_site() {
    let campus = Campus::new().await;
    let watch = Watch::over(&campus.hub.app.parts.db).await;
    let said: [&[(HeaderName, &str)]; 17] = [
        &[(SITE, "cross-site")],
        &[(SITE, "same-site")],
        &[(SITE, "cross-site"), (ORIGIN, "https://hub.uni.edu")],
        &[(SITE, "same-site"), (ORIGIN, "https://hub.uni.edu")],
        &[(SITE, "cross-site"), (ORIGIN, "null")],
        &[(SITE, "SAME-ORIGIN, cross-site")],
        &[(SITE, "")],
        &[(ORIGIN, "https://evil.example")],
        &[(ORIGIN, "https://hub.uni.edu.evil.example")],
        &[(ORIGIN, "https://evil.example#https://hub.uni.edu")],
        &[(ORIGIN, "https://sub.hub.uni.edu")],
        &[(ORIGIN, "http://hub.uni.edu")],
        &[(ORIGIN, "https://hub.uni.edu:8443")],
        &[(ORIGIN, "null")],
        &[(ORIGIN, "null"), (REFERER, "https://hub.uni.edu/")],
        &[(REFERER, "https://evil.example/")],
        &[(REFERER, "https://evil.example/https://hub.uni.edu/")],
    ];
    let owner = Case {
        who: Who::Member(Rank::UnmoderatedAdmin),
        relation: Relation::As(EntryRole::Owner),
        state: State::Private,
    };
    let administrator = Who::Member(Rank::SiteAdministrator);
    let cases = [
        owner,
        Case {
            state: State::Trashed,
            ..owner
        },
        Case {
            who: administrator,
            ..owner
        },
        Case {
            who: Who::Guest,
            relation: Relation::None,
            ..owner
        },
        Case {
            who: Who::Anonymous,
            relation: Relation::None,
            ..owner
        },
    ];
    let mut asked = 0;
    let untouched = watch.touched().await;
    for route in http::list(&campus.hub.app) {
        if route.method.is_safe() {
            continue;
        }
        for (case, said) in cases
            .iter()
            .flat_map(|&case| said.iter().map(move |said| (case, said)))
        {
            let path = address::of(&campus, &route, case);
            for ask in [
                Ask::new(&route.method, &path).with(FORM),
                Ask::new(&route.method, &path).with(JSON).body("{}"),
            ] {
                let ask = ask.from(&campus.browser(case));
                let ask = ask.with((header::ACCEPT, "application/json"));
                let ask = said.iter().cloned().fold(ask, Ask::with);
                let mut reply = ask.send(&campus.router).await;
                let what = format!("{} {} {case:?} {said:?}", route.method, route.path);
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{what}");
                assert_eq!(reply.value().await["code"], "cross_site", "{what}");
                asked += 1;
            }
        }
        assert_eq!(watch.touched().await, untouched, "{} wrote", route.path);
    }
    println!("figure: t14 {asked} acts begun elsewhere, {asked} refused, 0 rows changed");
}
