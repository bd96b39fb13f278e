//! What a list's address says: words, what to leave out, in which order, and where a page begins.

use serde::Deserialize;
use usher_domain::{
    ids::EntryId,
    media::{EntryKind, EntryState, PublishStatus},
};

use crate::{
    App,
    features::media::{Among, Found, Looked, Order, Placed, find, is_uploaded},
    http::{fault::Fault, page::Page},
};

/// The query of a list's address. What is left empty leaves nothing out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct Looking {
    /// Which of the page's lists.
    pub(in crate::features) tab: Option<String>,
    /// The last entry of the page before.
    before: Option<String>,
    q: String,
    kind: String,
    state: String,
    publish: String,
    place: String,
    sort: String,
}

/// A choice and what it is called.
pub(in crate::features) type Choice = (String, String);

/// The form over a list, as it was sent.
pub(in crate::features) struct LookingForm {
    /// Where it is sent to.
    pub(in crate::features) path: String,
    pub(in crate::features) q: String,
    pub(in crate::features) kinds: Vec<Choice>,
    pub(in crate::features) kind: String,
    /// For one's own only.
    pub(in crate::features) own: Option<OwnChoices>,
    pub(in crate::features) sorts: Vec<Choice>,
    pub(in crate::features) sort: String,
    /// Whether anything is left out.
    pub(in crate::features) narrowed: bool,
    /// The address of the first page, and the beginning of the next one's.
    pub(in crate::features) first: String,
    pub(in crate::features) more: String,
}

/// What one's own entries are told apart by.
pub(in crate::features) struct OwnChoices {
    pub(in crate::features) states: Vec<Choice>,
    pub(in crate::features) state: String,
    pub(in crate::features) publishes: Vec<Choice>,
    pub(in crate::features) publish: String,
    /// Channels and galleries that they stand in.
    pub(in crate::features) places: Vec<Choice>,
    pub(in crate::features) place: String,
}

/// How long a text is looked at, in characters.
const LONGEST: usize = 200;

impl Looking {
    /// Whether this is the first page.
    pub(in crate::features) fn is_first(&self) -> bool {
        self.before.is_none()
    }

    /// The last entry of the page before.
    pub(in crate::features) fn before(&self) -> Option<String> {
        self.before.clone()
    }

    /// Whether everything is shown, from the newest on: the page as it is without a form.
    pub(in crate::features) fn is_plain(&self) -> bool {
        self.is_first() && !self.looked().is_ok_and(|looked| looked.is_narrowed())
    }

    /// In this order, unless the address says one.
    pub(in crate::features) fn usually(&mut self, order: Order) {
        if self.sort.is_empty() && order != Order::default() {
            order.as_str().clone_into(&mut self.sort);
        }
    }

    fn looked(&self) -> Result<Looked, Fault> {
        let unknown = |_| Fault::not_found();
        let text: String = self.q.chars().take(LONGEST).collect();
        let mut looked = Looked::for_words(&text);
        if !self.kind.is_empty() {
            looked.kind = Some(self.kind.parse().map_err(unknown)?);
        }
        if !self.state.is_empty() {
            looked.state = Some(self.state.parse().map_err(unknown)?);
        }
        if !self.publish.is_empty() {
            looked.publish = Some(self.publish.parse().map_err(unknown)?);
        }
        if !self.place.is_empty() {
            looked.place = Some(self.place.parse().map_err(|_| Fault::not_found())?);
        }
        if !self.sort.is_empty() {
            looked.order = Order::named(&self.sort).ok_or_else(Fault::not_found)?;
        }
        Ok(looked)
    }

    /// Reads a page of `count` cards. An address that was tampered with is nothing's.
    pub(in crate::features) async fn read(
        &self,
        app: &App,
        among: Among,
        count: usize,
    ) -> Result<Found, Fault> {
        let before = self.before.as_ref().map(|id| id.parse()).transpose();
        let before: Option<EntryId> = before.map_err(|_| Fault::not_found())?;
        let looked = self.looked()?;
        // Where others' entries stand is not told.
        if looked.place.is_some() && !matches!(among, Among::Mine(_)) {
            return Err(Fault::not_found());
        }
        let read = move |tx: &usher_db::Tx| find(tx, among, &looked, before, count);
        Ok(app.parts.db.read(read).await?)
    }

    /// The form over the list at `path`; with what one's own are told apart by, or without: among it the places in
    /// which some of them stand.
    pub(in crate::features) fn form(
        &self,
        page: &Page,
        path: &str,
        own: Option<Vec<Choice>>,
    ) -> LookingForm {
        let say = |key: &str| page.t(key).to_string();
        let any = |key: &str| (String::new(), say(key));
        let kinds = (EntryKind::ALL.iter().copied()).filter(|kind| is_uploaded(*kind));
        let kinds = kinds.map(|kind| (kind.to_string(), say(&format!("find-kind-{kind}"))));
        let states = EntryState::ALL.iter();
        let states = states.map(|state| (state.to_string(), say(&format!("find-state-{state}"))));
        let publishes = PublishStatus::ALL.iter();
        let publishes = publishes.map(|one| (one.to_string(), say(&format!("publish-{one}"))));
        let sorts = Order::ALL.iter().map(|order| order.as_str());
        let sorts = sorts.map(|name| (name.to_owned(), say(&format!("find-sort-{name}"))));
        let mut address = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("q", &self.q),
            ("kind", &self.kind),
            ("state", &self.state),
            ("publish", &self.publish),
            ("place", &self.place),
            ("sort", &self.sort),
        ] {
            if !value.is_empty() {
                address.append_pair(name, value);
            }
        }
        let address = address.finish();
        let (first, more) = if address.is_empty() {
            (path.to_owned(), format!("{path}?before="))
        } else {
            let first = format!("{path}?{address}");
            (first.clone(), format!("{first}&before="))
        };
        LookingForm {
            path: path.to_owned(),
            q: self.q.clone(),
            kinds: std::iter::once(any("find-any-kind")).chain(kinds).collect(),
            kind: self.kind.clone(),
            own: own.map(|places| OwnChoices {
                states: std::iter::once(any("find-any-state"))
                    .chain(states)
                    .collect(),
                state: self.state.clone(),
                publishes: std::iter::once(any("find-any-publish"))
                    .chain(publishes)
                    .collect(),
                publish: self.publish.clone(),
                places: [any("find-any-place")]
                    .into_iter()
                    .chain([(Placed::NOWHERE.to_owned(), say("find-nowhere"))])
                    .chain(places)
                    .collect(),
                place: self.place.clone(),
            }),
            sorts: sorts.collect(),
            sort: self.sort.clone(),
            narrowed: self.looked().is_ok_and(|looked| looked.is_narrowed()),
            first,
            more,
        }
    }
}
