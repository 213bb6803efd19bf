//! Measurements: `performance`, its entries, histograms, V8's heap.

use super::table::{Rule, rules};

rules! {
    /// The methods of `performance` and of its entries refuse a foreign `this` and missing arguments. Measured on 18 and 20.
    performance_checks_this: Rule::Since(20);
    /// performance.getEntriesByName heeds the type, too. Measured on 18 and 20.
    performance_filters_by_both: Rule::Since(20);
    /// Entries of Node's own parts have a class of their own. Measured: inspect of a 'function' entry, 18 and 20.
    performance_has_node_entries: Rule::Since(20);
    /// 'quic' is an entry type. Measured: PerformanceObserver.supportedEntryTypes, 22 and 24.
    performance_knows_quic: Rule::Since(24);
    /// perf_hooks exports eventLoopUtilization and timerify. Measured on 22 and 24.
    perf_hooks_exports_functions: Rule::Since(24);
    /// Resource entries have deliveryType and responseStatus. Measured on 20 and 22.
    resource_timing_has_delivery: Rule::Since(22);
    /// Resource entries have contentType, renderBlockingStatus and more. Measured on 24 and 26.
    resource_timing_has_content: Rule::Since(26);
    /// performance.nodeTiming has uvMetricsInfo. Node's doc "performanceNodeTiming.uvMetricsInfo", added in v20.18.
    node_timing_has_loop_metrics: Rule::Since(20);
    /// perf_hooks exports importHistogram and createSlidingWindowHistogram. Measured on 24 and 26.
    histograms_can_be_imported: Rule::Since(26);
    /// Histograms have skewness, kurtosis and more. Measured on 22 and 24.
    histograms_have_statistics: Rule::Since(24);
    /// A histogram gives the same map of percentiles each time. Measured on 22 and 24.
    histograms_share_map: Rule::Until(22);
    /// That map is of an internal class. Measured: inspect, 20 and 22.
    histograms_use_safe_map: Rule::Until(20);
    /// A histogram counts no value above its `highest`. Measured on 18 and 20.
    histograms_refuse_above_highest: Rule::Since(20);
    /// Wrong arguments of a histogram's methods are out of a stated range. Measured on 18 and 20.
    histogram_errors_state_range: Rule::Since(20);
    /// createHistogram states `highest` in relation to `lowest` when it refuses it. Measured on 24 and 26.
    histogram_highest_is_relative: Rule::Since(26);
    /// histogram.add counts values that are too large for the target, too. Measured on 22 and 24.
    histogram_count_includes_lost: Rule::Until(22);
    /// `v8.getHeapStatistics` counts all bytes ever allocated. Measured.
    heap_counts_allocations: Rule::Since(26);
    /// The heap has spaces that isolates share. Measured.
    heap_has_shared_spaces: Rule::Since(20);
    /// The heap has spaces that the sandbox trusts. Measured.
    heap_has_trusted_spaces: Rule::Since(22);
    /// Some of the trusted spaces are shared. Measured.
    heap_has_shared_trusted_spaces: Rule::Since(24);
    /// What `gc` entries tell of minor collections has a second kind. Measured.
    minor_collections_may_mark_and_sweep: Rule::Since(24);
}
