mod api;
mod groups;
mod import;
mod leave;
mod list;
mod one;
mod quotas;
mod rules;
mod suspended;

use usher_domain::{access::AppRole, ids::AccountId};

use crate::testing::{Browser, Hub};

/// A hub with one site administrator, who is signed in.
struct Office {
    hub: Hub,
    siobhan: AccountId,
    browser: Browser,
}

async fn office() -> Office {
    let hub = Hub::new();
    let siobhan = hub.administrator("siobhan@uni.edu").await;
    let browser = hub.signed_in(siobhan).await;
    Office {
        hub,
        siobhan,
        browser,
    }
}

impl Office {
    async fn member(&self, email: &str) -> AccountId {
        self.hub.account(email, AppRole::PrivateOnly).await
    }
}

fn page_of(person: AccountId) -> String {
    format!("/admin/users/{person}")
}
