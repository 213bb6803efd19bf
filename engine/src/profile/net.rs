//! Sockets, servers of connections, datagrams, names of hosts.

use super::table::{Rule, rules};

rules! {
    /// `net.Socket` and `net.Server` take the option `blockList`. Node's docs, net, history of the option.
    net_block_list_option: Rule::Since(22);
    /// There is net.BoundSocket. Node's docs, net, "Class: net.BoundSocket".
    net_bound_sockets: Rule::Since(24);
    /// There is net._setSimultaneousAccepts, which only warns (DEP0121). Node's docs, deprecations.
    net_simultaneous_accepts: Rule::Until(22);
    /// Sockets have setTypeOfService, getTypeOfService and the option `typeOfService`. Node's docs, net.
    socket_type_of_service: Rule::Since(24);
    /// `net.SocketAddress.parse`. Node's docs, net.
    socket_address_parse: Rule::Since(22);
    /// setKeepAlive takes an interval and a count, or an object. Node's docs, net.
    keep_alive_intervals: Rule::Since(24);
    /// Sockets emit connectionAttempt, connectionAttemptFailed and connectionAttemptTimeout; one usable address is no list.
    /// Node's docs, net, "Event: 'connectionAttempt'".
    connection_attempt_events: Rule::Since(20);
    /// end() on a socket that never connects finishes instead of waiting. Measured.
    unconnected_socket_finishes: Rule::Since(22);
    /// One address of several gets 500 ms instead of 250 ms to connect. Node's docs, net, autoSelectFamilyAttemptTimeout.
    long_connection_attempts: Rule::Since(26);
    /// A host's addresses of both families are tried in turn. Node's docs, net, autoSelectFamily.
    auto_select_family_by_default: Rule::Since(20);
    /// Host names with a null byte are refused with ERR_INVALID_ARG_VALUE. Measured.
    rejects_null_bytes_in_hosts: Rule::Since(22);
    /// A listen() that waits for a lookup is void once listen() or close() is called again. Measured.
    listen_calls_replace_each_other: Rule::Since(20);
    /// listen() on a host name passes over link-local IPv6 addresses. Measured.
    listen_skips_link_local: Rule::Since(22);
    /// The diagnostics channels tracing:net.server.listen:*. Node's docs, diagnostics_channel.
    listen_channels: Rule::Since(20);
    /// `server.maxConnections = 0` drops every connection instead of none. Node's docs, net, "server.maxConnections".
    zero_max_connections_drops_all: Rule::Since(22);
    /// `blockList.rules` lists addresses, then subnets, then ranges, not all in one order. Measured.
    block_list_rules_by_kind: Rule::Since(24);
    /// dns.lookup takes the option `order`, and 'ipv6first' is one of its values. Node's docs, dns, "dns.lookup()".
    dns_order_option: Rule::Since(20);
    /// Resolvers take the option maxTimeout. Node's docs, dns.
    dns_max_timeout: Rule::Since(22);
    /// Ports given to setServers, and the address given to lookupService, are checked. Measured.
    dns_server_ports_are_checked: Rule::Since(24);
    /// resolveTlsa. Node's docs, dns.
    dns_resolves_tlsa: Rule::Since(22);
    /// dns.lookup of an empty name is an error. Node's docs, deprecations, DEP0118.
    empty_host_names_fail: Rule::Since(26);
    /// Datagram sockets have bindSync and connectSync. Node's docs, dgram.
    dgram_sync_methods: Rule::Since(24);
    /// The callback of a datagram socket's bind() adds no 'error' listener. Measured.
    bind_callbacks_leave_errors_alone: Rule::Since(24);
}
