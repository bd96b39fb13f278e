//! The console's list: its tools and modules under their headings, the page at hand marked.
//! Every page of the console shows it, whichever feature the page belongs to.

use usher_domain::config::{MODULES, ModuleGroup, ModuleSpec};

use super::tools::{TOOLS, Tool};
use crate::words::Words;

/// The list, as `admin/templates/frame.html` shows it: it asks the page's template for `nav`.
pub(crate) struct Nav {
    pub(crate) groups: Vec<NavGroup>,
}

/// A heading with what stands under it.
pub(crate) struct NavGroup {
    pub(crate) heading: String,
    pub(crate) links: Vec<NavLink>,
}

/// A page of the console.
pub(crate) struct NavLink {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) current: bool,
}

impl Nav {
    /// The list with this tool at hand. A name that no tool has marks nothing.
    pub(crate) fn tool(words: &Words, name: &str) -> Self {
        Self::at(words, &tool_path(name))
    }

    /// The list with this module at hand.
    pub(super) fn module(words: &Words, spec: &ModuleSpec) -> Self {
        Self::at(words, &module_path(spec))
    }

    /// The title of the page at hand; nothing if the list does not have it.
    pub(crate) fn current(&self) -> &str {
        let mut links = self.groups.iter().flat_map(|group| &group.links);
        links
            .find(|link| link.current)
            .map_or("", |link| link.title.as_str())
    }

    fn at(words: &Words, path: &str) -> Self {
        let link = |href: String, title: String| NavLink {
            current: href == path,
            href,
            title,
        };
        let tools = NavGroup {
            heading: words.say("console-group-tools").to_string(),
            links: (TOOLS.iter())
                .map(|tool| link(tool.path.to_owned(), tool.title(words)))
                .collect(),
        };
        let modules = ModuleGroup::ALL.iter().map(|group| NavGroup {
            heading: words.say(format!("console-group-{group}")).to_string(),
            links: (MODULES.iter())
                .filter(|spec| spec.shown && spec.group == *group)
                .map(|spec| link(module_path(spec), words.say(spec.key("title")).to_string()))
                .collect(),
        });
        let all = std::iter::once(tools).chain(modules);
        Self {
            groups: all.filter(|group| !group.links.is_empty()).collect(),
        }
    }
}

/// The address of a module's page.
pub(super) fn module_path(spec: &ModuleSpec) -> String {
    format!("/admin/config/tab/{}", spec.name)
}

fn tool_path(name: &str) -> String {
    let tool = TOOLS.iter().find(|tool: &&Tool| tool.name == name);
    tool.map(|tool| tool.path.to_owned()).unwrap_or_default()
}
