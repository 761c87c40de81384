//! The allocator of the program and of its benchmarks.
//!
//! Small pieces of memory that are kept lie between large ones that are freed, file after file: with the C library's
//! allocator on Linux ten thousand assessments take more than three times the memory (docs/performance.md). jemalloc
//! cannot be built with Microsoft's compiler, so Windows has mimalloc, which is nearly as good.

#[cfg(windows)]
pub use mimalloc::MiMalloc as Allocator;
#[cfg(not(windows))]
pub use tikv_jemallocator::Jemalloc as Allocator;
