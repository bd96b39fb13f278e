use std::collections::BTreeSet;

use crate::{
    access::AppRole,
    config::{Entitlement, Provider},
    text::GroupName,
};

use super::Claims;

/// What a provider gives somebody at this sign-in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entitled {
    /// Their role, if the provider's claim gives roles.
    pub role: Option<AppRole>,
    /// Whether they get the right to the console.
    pub site_admin: bool,
    /// The groups they are in.
    pub groups: BTreeSet<String>,
}

/// What somebody is on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Their role.
    pub role: AppRole,
    /// Whether the console is theirs.
    pub site_admin: bool,
    /// Whether it is so because this provider gave it.
    pub site_admin_given: bool,
}

/// What the claims give, by the provider's mappings. Where roles are mapped the highest that fits
/// counts, and the provider's own if none does; the right to the console is given by a line that
/// names it and by nothing else.
pub fn entitled(provider: &Provider, claims: &Claims) -> Entitled {
    let values = claims.values(&provider.role_claim);
    let given = provider.roles.iter();
    let given: Vec<Entitlement> = given
        .filter(|line| values.contains(&line.value.as_str()))
        .map(|line| line.gives)
        .collect();
    let roles = given.iter().filter_map(|one| match one {
        Entitlement::Role(role) => Some(*role),
        Entitlement::SiteAdministrator => None,
    });
    let maps_roles =
        (provider.roles.iter()).any(|line| line.gives != Entitlement::SiteAdministrator);
    let values = claims.values(&provider.group_claim);
    let groups = provider.groups.iter();
    Entitled {
        role: maps_roles.then(|| roles.max().unwrap_or(provider.role)),
        site_admin: given.contains(&Entitlement::SiteAdministrator),
        groups: groups
            .filter(|line| values.contains(&line.value.as_str()))
            .map(|line| GroupName::as_str(&line.gives).to_owned())
            .collect(),
    }
}

/// What somebody is after a sign-in. The right to the console goes only where this provider gave
/// it, and never with the last who has it.
pub fn apply(before: Standing, entitled: &Entitled, others_administer: bool) -> Standing {
    let given = before.site_admin && before.site_admin_given;
    let (site_admin, site_admin_given) = match (entitled.site_admin, given) {
        (true, _) => (true, given || !before.site_admin),
        (false, true) if others_administer => (false, false),
        (false, _) => (before.site_admin, given),
    };
    Standing {
        role: entitled.role.unwrap_or(before.role),
        site_admin,
        site_admin_given,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::WrittenProvider;

    fn provider(roles: &[&str], groups: &[&str]) -> Provider {
        let lines = |all: &[&str]| {
            all.iter()
                .map(|line| (*line).to_owned())
                .collect::<Vec<_>>()
        };
        let claim = |all: &[&str], name: &str| {
            if all.is_empty() {
                String::new()
            } else {
                name.into()
            }
        };
        let written = WrittenProvider {
            id: "uni".into(),
            name: "Uni".into(),
            issuer: "https://idp.uni.edu".into(),
            client_id: "hub".into(),
            role: "viewer".into(),
            role_claim: claim(roles, "roles"),
            roles: lines(roles),
            group_claim: claim(groups, "memberOf"),
            groups: lines(groups),
            ..WrittenProvider::default()
        };
        written.parse().unwrap()
    }

    fn given(provider: &Provider, roles: &[&str], groups: &[&str]) -> Entitled {
        let claims = json!({ "roles": roles, "memberOf": groups });
        entitled(provider, &Claims::new(claims.as_object().unwrap().clone()))
    }

    #[test]
    fn the_highest_role_counts_and_the_providers_own_where_none_fits() {
        let it = provider(
            &[
                "staff => admin",
                "student => private_only",
                "editor => unmoderated admin",
            ],
            &[],
        );
        for (claims, role) in [
            (&["student"][..], AppRole::PrivateOnly),
            (&["student", "editor", "staff"], AppRole::UnmoderatedAdmin),
            (&["STAFF"], AppRole::Viewer),
            (&[], AppRole::Viewer),
        ] {
            assert_eq!(given(&it, claims, &[]).role, Some(role), "{claims:?}");
        }
        assert_eq!(
            given(&provider(&[], &[]), &["staff"], &[]),
            Entitled::default()
        );
    }

    #[test]
    fn the_console_is_given_by_a_line_that_names_it_and_by_nothing_else() {
        let it = provider(&["staff => unmoderated_admin"], &[]);
        assert!(!given(&it, &["staff", "site_administrator", "admin"], &[]).site_admin);
        let it = provider(&["it => site administrator"], &[]);
        let told = given(&it, &["it"], &[]);
        assert!(told.site_admin);
        assert_eq!(told.role, None, "a right beside the role, which stays");
        assert!(!given(&it, &["staff"], &[]).site_admin);
    }

    #[test]
    fn groups_are_those_whose_values_are_there() {
        let it = provider(
            &[],
            &["cn=staff,ou=x => Staff", "cn=it,ou=x => IT", "y=>z => IT"],
        );
        let told = given(&it, &[], &["cn=staff,ou=x", "y=>z", "other"]);
        assert_eq!(told.groups, ["IT".to_owned(), "Staff".to_owned()].into());
    }

    #[test]
    fn the_right_to_the_console_goes_as_it_came_and_never_with_the_last() {
        let standing = |site_admin, site_admin_given| Standing {
            role: AppRole::Viewer,
            site_admin,
            site_admin_given,
        };
        let claim = |site_admin| Entitled {
            site_admin,
            ..Entitled::default()
        };
        for (before, claimed, others, after) in [
            ((false, false), true, false, (true, true)),
            ((true, false), true, true, (true, false)),
            ((true, true), true, true, (true, true)),
            ((true, true), false, true, (false, false)),
            ((true, true), false, false, (true, true)),
            ((true, false), false, true, (true, false)),
            // Taken by hand meanwhile, and given again by nobody.
            ((false, true), false, true, (false, false)),
            ((false, true), true, true, (true, true)),
        ] {
            let told = apply(standing(before.0, before.1), &claim(claimed), others);
            assert_eq!(
                told,
                standing(after.0, after.1),
                "{before:?} {claimed} {others}"
            );
        }
    }
}
