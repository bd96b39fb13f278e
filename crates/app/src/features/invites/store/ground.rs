use usher_db::{Error, Tx, params};
use usher_domain::{
    access::{self, Action, Actor, AppRole, Denial, EntryRoles, EntryStanding, TokenScopes},
    clock::Timestamp,
    config::SiteConfig,
    email::Email,
    ids::{AccountId, EntryId},
    invite::{InvitableEntry, Invitee, Inviter},
};

use crate::{
    features::{accounts, invites::Refused, media},
    http::fault::Fault,
};

/// What inviting rests on: the entry, and the member who acts, as they are now.
#[derive(Clone, Debug)]
pub(in crate::features) struct Ground {
    pub(in crate::features) entry: EntryId,
    pub(in crate::features) title: String,
    pub(in crate::features) invitable: InvitableEntry,
    pub(in crate::features) inviter: Inviter,
    owner: AccountId,
    actor: Actor,
    standing: EntryStanding,
}

impl Ground {
    /// Loads it. `None`: no such entry, or no such member any more.
    pub(in crate::features) fn load(
        tx: &Tx,
        account: AccountId,
        entry: EntryId,
        site: &SiteConfig,
    ) -> Result<Option<Self>, Error> {
        let found = tx.query_opt(
            "SELECT e.title, e.kind, e.owner_id, e.publish, e.trashed_at,
                    a.app_role, a.site_admin
             FROM entries e JOIN accounts a ON a.id = $2 AND a.suspended_at IS NULL
             WHERE e.id = $1",
            params![entry, account],
            |row| {
                let (role, owner): (AppRole, AccountId) =
                    (row.parse("app_role")?, row.get("owner_id")?);
                let ground = Self {
                    entry,
                    title: row.get("title")?,
                    // No kind that is made so far has a session.
                    invitable: InvitableEntry::media(row.parse("kind")?),
                    inviter: Inviter {
                        account,
                        role,
                        entry_roles: EntryRoles::NONE,
                        groups: Vec::new(),
                    },
                    owner,
                    actor: Actor::Member {
                        account,
                        role,
                        site_admin: row.get("site_admin")?,
                        scopes: TokenScopes::PERSON,
                    },
                    standing: EntryStanding {
                        publish: row.parse("publish")?,
                        trashed: row.get::<Option<Timestamp>>("trashed_at")?.is_some(),
                        ..EntryStanding::default()
                    },
                };
                Ok(ground)
            },
        )?;
        let Some(mut ground) = found else {
            return Ok(None);
        };
        let roles = media::roles_in(tx, account, ground.owner, entry)?;
        ground.inviter.entry_roles = roles;
        ground.standing.roles = roles;
        // Groups matter only where the administrator names some.
        if site.invite_to_media.allowed_users_roles.lowest().is_none() {
            ground.inviter.groups = accounts::store::groups_of(tx, account)?;
        }
        Ok(Some(ground))
    }

    /// Loads it for a deed, and decides the deed where it counts: inside the
    /// transaction that will write (architecture.md, rule 2).
    pub(super) fn for_deed(
        tx: &Tx,
        account: AccountId,
        entry: EntryId,
        action: Action,
        site: &SiteConfig,
    ) -> Result<Self, Refused> {
        let ground = Self::load(tx, account, entry, site)?.ok_or_else(Fault::not_found)?;
        ground.allows(action).map_err(Fault::from)?;
        Ok(ground)
    }

    /// Whether the member may do it.
    pub(in crate::features) fn allows(&self, action: Action) -> Result<(), Denial> {
        access::may(&self.actor, action, Some(&self.standing))
    }

    /// The person behind an address: a member if one has it, verified.
    pub(super) fn invitee(&self, tx: &Tx, entry: EntryId, email: &Email) -> Result<Invitee, Error> {
        let member = tx.query_opt(
            "SELECT account_id FROM addresses WHERE email = $1 AND verified_how IS NOT NULL",
            params![email.as_str()],
            |row| row.get::<AccountId>("account_id"),
        )?;
        let entry_roles = match member {
            Some(account) => media::roles_in(tx, account, self.owner, entry)?,
            None => EntryRoles::NONE,
        };
        Ok(Invitee {
            email: email.clone(),
            member,
            entry_roles,
        })
    }
}
