//! The few numbers that both sides read on every callback, in memory that JavaScript sees as typed arrays.
//!
//! Sharing them saves a crossing per tick and per immediate, as Node does with its `tickInfo` and `immediateInfo`.

use super::convert::{bytes_of, fill};

/// Where each number lies in the shared buffer, in bytes. `internal/fields.js` has the same list.
#[derive(Clone, Copy)]
enum Offset {
    HasTickScheduled = 0,
    HasRejectionToWarn = 1,
    ImmediateCount = 4,
    ImmediateRefCount = 8,
    ImmediateHasOutstanding = 12,
    CallbacksRun = 16,
    NativeImmediates = 20,
    CallbackScopes = 24,
}

/// Bytes of the shared buffer.
const LENGTH: usize = 32;

/// The engine's view of the shared numbers.
pub(crate) struct Fields {
    store: v8::SharedRef<v8::BackingStore>,
}

impl Fields {
    /// The engine's view of the buffer that the bootstrap made.
    pub(crate) fn over(buffer: v8::Local<v8::ArrayBuffer>) -> Self {
        let store = buffer.get_backing_store();
        assert_eq!(store.len(), LENGTH, "[simulator bug] internal/fields.js and fields.rs disagree");
        Self { store }
    }

    /// Whether the tick queue holds anything.
    pub(crate) fn has_tick_scheduled(&self) -> bool {
        self.byte(Offset::HasTickScheduled) != 0
    }

    /// Whether a rejection waits to be reported.
    pub(crate) fn has_rejection_to_warn(&self) -> bool {
        self.byte(Offset::HasRejectionToWarn) != 0
    }

    /// Immediates queued, referenced or not.
    pub(crate) fn immediate_count(&self) -> u32 {
        self.word(Offset::ImmediateCount)
    }

    /// Referenced immediates queued.
    pub(crate) fn immediate_ref_count(&self) -> u32 {
        self.word(Offset::ImmediateRefCount)
    }

    /// Whether an immediate threw and others of its batch still wait.
    pub(crate) fn immediate_has_outstanding(&self) -> bool {
        self.word(Offset::ImmediateHasOutstanding) != 0
    }

    /// Whether the runtime itself has something to do at the start of the check phase.
    pub(crate) fn has_native_immediates(&self) -> bool {
        self.word(Offset::NativeImmediates) != 0
    }

    /// Callbacks that JavaScript ran without a crossing since the last call.
    pub(crate) fn take_callbacks_run(&self) -> u32 {
        let count = self.word(Offset::CallbacksRun);
        fill(&bytes_of(&self.store)[Offset::CallbacksRun as usize..], &[0; 4]);
        count
    }

    /// Makes the check phase run what the runtime itself put off.
    pub(crate) fn ask_for_native_immediates(&self) {
        bytes_of(&self.store)[Offset::NativeImmediates as usize].set(1);
    }

    /// Counts a callback scope that the engine opens.
    pub(crate) fn count_scope(&self) {
        let count = self.word(Offset::CallbackScopes).wrapping_add(1);
        fill(&bytes_of(&self.store)[Offset::CallbackScopes as usize..], &count.to_le_bytes());
    }

    fn byte(&self, at: Offset) -> u8 {
        bytes_of(&self.store)[at as usize].get()
    }

    fn word(&self, at: Offset) -> u32 {
        let cells = &bytes_of(&self.store)[at as usize..][..4];
        u32::from_le_bytes([cells[0].get(), cells[1].get(), cells[2].get(), cells[3].get()])
    }
}
