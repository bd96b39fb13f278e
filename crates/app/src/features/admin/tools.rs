//! The console's tools: pages that show and do, where a module's page only sets. Each belongs to
//! the feature whose part it administers; this is the one list of them.

use crate::words::Words;

/// A page of the console that is no module.
pub(super) struct Tool {
    /// What it is called in the code; its title is the sentence `console-tool-{name}`.
    pub(super) name: &'static str,
    /// Where it is.
    pub(super) path: &'static str,
}

/// Every tool, in the order of the list.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        name: "users",
        path: "/admin/users",
    },
    Tool {
        name: "groups",
        path: "/admin/groups",
    },
    Tool {
        name: "galleries",
        path: "/admin/galleries",
    },
    Tool {
        name: "moderation",
        path: "/admin/moderation",
    },
    Tool {
        name: "tokens",
        path: "/admin/tokens",
    },
    Tool {
        name: "webhooks",
        path: "/admin/webhooks",
    },
    Tool {
        name: "usage",
        path: "/admin/usage",
    },
    Tool {
        name: "audit",
        path: "/admin/audit",
    },
    Tool {
        name: "backup",
        path: "/admin/backup",
    },
    Tool {
        name: "jobs",
        path: "/admin/jobs",
    },
    Tool {
        name: "mail-templates",
        path: "/admin/mail-templates",
    },
];

impl Tool {
    pub(super) fn title(&self, words: &Words) -> String {
        words.say(format!("console-tool-{}", self.name)).to_string()
    }
}
