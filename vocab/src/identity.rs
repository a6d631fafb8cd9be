//! Typed identities, so that no function takes three strings in the wrong order.

use std::fmt;

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(value: impl Into<String>) -> Self {
                Self(value.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

identity! {
    /// The id of a configured source: the file name of its configuration without `.toml`.
    /// Lower-case letters, digits and hyphens, because it is part of dataset IRIs for ever.
    SourceId
}
identity! {
    /// What a source itself calls one of its records. Any text; never used as a path.
    NativeId
}
identity! {
    /// The IRI under which we publish a dataset: `<base>/dataset/<source>/<native id>`.
    DatasetIri
}

/// The one sequence number: every change of a dataset gets the next one. Starts at 1; 0 means
/// "nothing yet".
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
