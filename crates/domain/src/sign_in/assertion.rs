use crate::{email::Email, ids::AccountId};

/// What a provider says of somebody's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Nothing.
    Missing,
    /// Something that is no address.
    Malformed,
    /// That nobody verified it, or not who did.
    Unverified(Email),
    /// That it is theirs.
    Verified(Email),
}

/// What the site lets a provider decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trust {
    /// Whether people can sign in by it at all.
    pub switched_on: bool,
    /// Whether a newcomer gets an account.
    pub may_create: bool,
    /// Whether it can vouch for addresses of this domain.
    pub for_the_domain: bool,
}

/// The account that an identity belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which.
    pub account: AccountId,
    /// Whether it is kept out.
    pub suspended: bool,
}

/// Why somebody went to the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To connect it with the account that is signed in here.
    Link(AccountId),
}

/// Everything the decision rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Why they went there.
    pub purpose: Purpose,
    /// What the provider may decide.
    pub trust: Trust,
    /// Whose (issuer, subject) this is.
    pub known: Option<Known>,
    /// What it says of their address.
    pub address: Address,
    /// Whether an account has that address. Asked only where the address is believed.
    pub address_taken: bool,
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Follows {
    /// They are signed in as this account.
    SignIn(AccountId),
    /// They get an account with this address, verified by the provider, and are signed in.
    Create(Email),
    /// They may connect it with an account that they can sign in to otherwise; nothing is merged
    /// by itself.
    OfferAfterProof(Unknown),
    /// It is connected with this account if they say yes once more.
    OfferLink(AccountId),
    /// It is connected already.
    LinkedAlready,
    /// Nothing.
    Refused(Refusal),
}

crate::names::named! {
    /// Why somebody whom nobody here knows gets no account by themself.
    pub enum Unknown {
        /// Somebody has the address: perhaps they.
        AddressTaken = "address_taken",
        /// The provider may not make accounts.
        NoNewAccounts = "no_new_accounts",
        /// It did not tell an address.
        AddressMissing = "address_missing",
        /// It told something that is no address.
        AddressMalformed = "address_malformed",
        /// Nobody verified the address.
        AddressUnverified = "address_unverified",
        /// It cannot vouch for addresses of that domain.
        DomainNotTrusted = "domain_not_trusted",
    }
}

crate::names::named! {
    /// Why nothing follows.
    pub enum Refusal {
        /// The provider is switched off here.
        SwitchedOff = "switched_off",
        /// The account is kept out.
        Suspended = "suspended",
        /// It is connected with somebody else's account.
        SomebodyElses = "somebody_elses",
    }
}

/// The address, where it is believed; why it is not.
pub fn believed(address: &Address, trust: Trust) -> Result<&Email, Unknown> {
    match address {
        Address::Missing => Err(Unknown::AddressMissing),
        Address::Malformed => Err(Unknown::AddressMalformed),
        Address::Unverified(_) => Err(Unknown::AddressUnverified),
        Address::Verified(_) if !trust.for_the_domain => Err(Unknown::DomainNotTrusted),
        Address::Verified(email) => Ok(email),
    }
}

/// What follows from an assertion that was verified. An account belongs to an identity, which is
/// (issuer, subject); an address alone never signs anybody in.
pub fn what_follows(facts: &Facts) -> Follows {
    if !facts.trust.switched_on {
        return Follows::Refused(Refusal::SwitchedOff);
    }
    match (facts.purpose, facts.known) {
        (Purpose::Link(own), Some(known)) if known.account == own => Follows::LinkedAlready,
        (Purpose::Link(_), Some(_)) => Follows::Refused(Refusal::SomebodyElses),
        (Purpose::Link(own), None) => Follows::OfferLink(own),
        (Purpose::SignIn, Some(known)) if known.suspended => Follows::Refused(Refusal::Suspended),
        (Purpose::SignIn, Some(known)) => Follows::SignIn(known.account),
        (Purpose::SignIn, None) => match believed(&facts.address, facts.trust) {
            Err(unknown) => Follows::OfferAfterProof(unknown),
            Ok(_) if facts.address_taken => Follows::OfferAfterProof(Unknown::AddressTaken),
            Ok(_) if !facts.trust.may_create => Follows::OfferAfterProof(Unknown::NoNewAccounts),
            Ok(email) => Follows::Create(email.clone()),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::clock::{SeededEntropy, Timestamp};

    /// Every case there is, as a table that is looked at.
    #[test]
    fn t22_what_follows_from_every_assertion() {
        let ada = AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        let bob = AccountId::new(Timestamp::from_secs(2), &SeededEntropy::new(2));
        let email: Email = "ada@uni.edu".parse().unwrap();
        let addresses = [
            ("missing", Address::Missing),
            ("malformed", Address::Malformed),
            ("unverified", Address::Unverified(email.clone())),
            ("verified", Address::Verified(email)),
        ];
        let knowns = [
            ("unknown", None),
            ("ada's", Some((ada, false))),
            ("ada's, suspended", Some((ada, true))),
            ("bob's", Some((bob, false))),
        ];
        let (mut table, mut cases, mut created) = (String::new(), 0, 0);
        for (purpose_name, purpose) in [("sign in", Purpose::SignIn), ("link", Purpose::Link(ada))]
        {
            for (known_name, known) in knowns {
                for (address_name, address) in &addresses {
                    for bits in 0..16_u8 {
                        let [on, create, domain, taken] = [1, 2, 4, 8].map(|bit| bits & bit != 0);
                        let facts = Facts {
                            purpose,
                            trust: Trust {
                                switched_on: on,
                                may_create: create,
                                for_the_domain: domain,
                            },
                            known: known.map(|(account, suspended)| Known { account, suspended }),
                            address: address.clone(),
                            address_taken: taken,
                        };
                        let follows = what_follows(&facts);
                        cases += 1;
                        if let Follows::Create(_) = follows {
                            created += 1;
                            assert!(on && create && domain && !taken && known.is_none());
                        }
                        if let Follows::SignIn(account) = follows {
                            assert_eq!(known, Some((account, false)));
                        }
                        let told = match follows {
                            Follows::SignIn(_) => "signed in".to_owned(),
                            Follows::Create(_) => "account made".to_owned(),
                            Follows::OfferAfterProof(why) => format!("offered after proof: {why}"),
                            Follows::OfferLink(_) => "offered".to_owned(),
                            Follows::LinkedAlready => "linked already".to_owned(),
                            Follows::Refused(why) => format!("refused: {why}"),
                        };
                        let yes = |yes: bool, name: &'static str| if yes { name } else { "-" };
                        let _ = writeln!(
                            table,
                            "{purpose_name:8} | {known_name:16} | {address_name:10} | {:2} {:6} {:7} {:5} | {told}",
                            yes(on, "on"),
                            yes(create, "create"),
                            yes(domain, "trusted"),
                            yes(taken, "taken"),
                        );
                    }
                }
            }
        }
        insta::assert_snapshot!(table);
        println!(
            "figure: t22 {cases} assertions, {created} make an account, 0 sign in by an address"
        );
    }
}
