//! Why a PostgreSQL database was not opened, in sentences for an administrator.

use super::address::PostgresAddress;

/// The oldest PostgreSQL that we speak to.
pub(super) const OLDEST: u32 = 14;

/// Why a PostgreSQL database was not opened. Each says what to do; nothing was
/// changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostgresRefusal {
    /// Nobody answers there.
    #[error(
        "The database {at} cannot be reached: {reason}. Check that PostgreSQL runs there and lets this machine in."
    )]
    Unreachable {
        /// Where.
        at: PostgresAddress,
        /// What the system says.
        reason: String,
    },
    /// It is starting, stopping or recovering.
    #[error("The database {0} is starting or stopping. Try again in a moment.")]
    NotReady(PostgresAddress),
    /// Name or password are wrong, or `pg_hba.conf` does not let us in.
    #[error(
        "The database {0} does not let us in: user name or password is wrong, or the server's pg_hba.conf does not allow it."
    )]
    NotLetIn(PostgresAddress),
    /// The database does not exist.
    #[error(
        "There is no database {0}. Make it, for example by `createdb --encoding=UTF8 --owner=usher usher`."
    )]
    NoDatabase(PostgresAddress),
    /// Every connection is taken.
    #[error(
        "The database {0} has no connection left for us. Raise its max_connections, or stop what holds them."
    )]
    Full(PostgresAddress),
    /// The server is too old.
    #[error(
        "The database {at} is PostgreSQL {found}; {OLDEST} or later is needed. Upgrade the server."
    )]
    TooOld {
        /// Where.
        at: PostgresAddress,
        /// Its version.
        found: String,
    },
    /// The texts are stored in another encoding.
    #[error(
        "The database {at} is stored in {found}, not in UTF8. Make another one by `createdb --encoding=UTF8 --template=template0`."
    )]
    NotUtf8 {
        /// Where.
        at: PostgresAddress,
        /// Its encoding.
        found: String,
    },
    /// We may not make tables.
    #[error(
        "In the database {at} the role {role} may not make tables. Let it own the database: `ALTER DATABASE … OWNER TO {role}`, or grant it CREATE on the schema."
    )]
    MayNotCreate {
        /// Where.
        at: PostgresAddress,
        /// Who we are there.
        role: String,
    },
    /// A replica that only reads.
    #[error(
        "The database {0} only reads (a standby, or set to read only). Give the address of the server that writes."
    )]
    ReadOnly(PostgresAddress),
    /// The server has no TLS, and it is required.
    #[error(
        "The database {0} does not offer TLS, and sslmode=require asks for it. Turn `ssl` on in the server, or say sslmode=disable if nobody can listen."
    )]
    NoTls(PostgresAddress),
    /// The server wants TLS, and we were told not to.
    #[error(
        "The database {0} wants TLS or another way in. Say sslmode=require, or look at the server's pg_hba.conf."
    )]
    TlsWanted(PostgresAddress),
    /// The handshake failed.
    #[error(
        "TLS with the database {at} failed: {reason}. Check its certificate, and name the authority's file in sslrootcert if it is your own."
    )]
    Tls {
        /// Where.
        at: PostgresAddress,
        /// What the library says.
        reason: String,
    },
    /// The file of authorities is not there or holds none.
    #[error("The file {file} of sslrootcert holds no certificates that can be read: {reason}.")]
    Roots {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// Anything else.
    #[error("The database {at} could not be opened: {reason}.")]
    Other {
        /// Where.
        at: PostgresAddress,
        /// What the server says.
        reason: String,
    },
}
