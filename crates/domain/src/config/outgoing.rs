use crate::reach::PrivateAddresses;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `outgoing`: where the hub itself may connect to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Addresses that are not public and may be connected to.
    pub private_addresses: PrivateAddresses,
}

impl Module for Outgoing {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "outgoing",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[FieldSpec {
            name: "PrivateAddresses",
            control: Control::Addresses,
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "PrivateAddresses").then(|| Value::Addresses(self.private_addresses.clone()))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("PrivateAddresses", Value::Addresses(addresses)) = (field, value) {
            self.private_addresses = addresses;
        }
    }
}
