//! Whether people of a domain have a sign-in of their own here (module `invitetomedia`, `HomeDomainRedirect`).

use crate::email::Domain;

use super::{Provider, SiteConfig};

/// By what people of a domain sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeSignIn<'a> {
    /// By the provider that vouches for their addresses.
    Provider(&'a Provider),
    /// By the site's own page.
    Site,
}

impl SiteConfig {
    /// By what people of `domain` are offered to sign in before a guest's lobby: the first provider that vouches for
    /// it, else the site's page where the domain's newcomers are not to be invited. Nothing where it is not wished,
    /// or nobody could sign in.
    pub fn home_sign_in(&self, domain: &Domain) -> Option<HomeSignIn<'_>> {
        let module = &self.invite_to_media;
        if !module.home_domain_redirect {
            return None;
        }
        let mut offered = self.auth.offered();
        if let Some(provider) = offered.find(|provider| provider.trusted_domains.name(domain)) {
            return Some(HomeSignIn::Provider(provider));
        }
        let signs_in = self.auth.password
            || self.signs_in_by_mail().is_some()
            || self.auth.offered().next().is_some();
        (signs_in && module.restrict_new_user_domains.name(domain)).then_some(HomeSignIn::Site)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::WrittenProvider, email::DomainRules};

    fn provider(id: &str, domain: &str, enabled: bool) -> Provider {
        let written = WrittenProvider {
            id: id.to_owned(),
            name: id.to_owned(),
            enabled,
            issuer: format!("https://{id}.example"),
            client_id: "hub".to_owned(),
            trusted_domains: vec![domain.to_owned()],
            ..WrittenProvider::default()
        };
        written.parse().unwrap()
    }

    #[test]
    fn a_domain_has_its_provider_else_the_sites_page_where_it_is_restricted() {
        let mut site = SiteConfig::default();
        site.auth.providers = vec![
            provider("off", "uni.edu", false),
            provider("uni", "uni.edu", true),
            provider("below", "*.lab.edu", true),
        ];
        site.invite_to_media.restrict_new_user_domains =
            DomainRules::parse("uni.edu\ncollege.edu").unwrap();
        let said =
            |site: &SiteConfig, domain: &str| match site.home_sign_in(&domain.parse().unwrap()) {
                None => "nothing".to_owned(),
                Some(HomeSignIn::Site) => "site".to_owned(),
                Some(HomeSignIn::Provider(provider)) => provider.id.to_string(),
            };
        assert_eq!(said(&site, "uni.edu"), "nothing", "unless it is wished");
        site.invite_to_media.home_domain_redirect = true;
        for (domain, by) in [
            ("uni.edu", "uni"),
            ("evil-uni.edu", "nothing"),
            ("a.uni.edu", "nothing"),
            ("bio.lab.edu", "below"),
            ("lab.edu", "nothing"),
            ("college.edu", "site"),
            ("example.org", "nothing"),
        ] {
            assert_eq!(said(&site, domain), by, "{domain}");
        }
        // Where nobody could sign in, nobody is sent there.
        site.auth.providers.clear();
        assert_eq!(said(&site, "uni.edu"), "site");
        site.auth.password = false;
        assert_eq!(said(&site, "uni.edu"), "nothing");
    }
}
