//! Which of somebody's addresses may go.

/// The most addresses that one person has.
pub const MOST_ADDRESSES: usize = 20;

/// One of somebody's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnAddress {
    /// Whether they are written to at it.
    pub main: bool,
    /// Whether somebody vouched for it.
    pub verified: bool,
}

/// Why an address stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// There is no other.
    Last,
    /// They are written to at it.
    Main,
    /// Without it they could not sign in any more: they have no password and no provider,
    /// and no other address that a code could be mailed to.
    OnlyWayIn,
}

impl Stays {
    /// Its name in the API and in message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Last => "address_is_last",
            Self::Main => "address_is_main",
            Self::OnlyWayIn => "address_is_only_way_in",
        }
    }
}

/// Whether an address may be taken away, beside `others` that stay. `signs_in_otherwise`: by a
/// password or a provider.
pub fn may_remove(
    address: OwnAddress,
    others: &[OwnAddress],
    signs_in_otherwise: bool,
) -> Result<(), Stays> {
    if others.is_empty() {
        return Err(Stays::Last);
    }
    if address.main {
        return Err(Stays::Main);
    }
    if !signs_in_otherwise && address.verified && !others.iter().any(|other| other.verified) {
        return Err(Stays::OnlyWayIn);
    }
    Ok(())
}
