//! HTTP: grammar, messages, servers, agents and clients.

use super::table::{Rule, rules};

rules! {
    /// The request method QUERY is known. Node's docs, http, "http.METHODS".
    http_query_method: Rule::Since(20);
    /// http.WebSocket, http.CloseEvent and http.MessageEvent. Node's docs, http.
    http_has_web_socket: Rule::Since(22);
    /// The diagnostics channels http.client.request.created and http.server.response.created. Node's docs.
    http_created_channels: Rule::Since(22);
    /// The diagnostics channel http.client.request.error. Node's docs.
    http_error_channel: Rule::Since(20);
    /// The performance entry of a client's request names the port in its URL. Measured.
    http_spans_name_ports: Rule::Since(24);
    /// The looser HTTP grammar of llhttp before version 9: data after `Connection: close` is read, spaces and extensions
    /// are not judged, other words for some errors. llhttp's releases; measured.
    loose_http_grammar: Rule::Until(18);
    /// A Transfer-Encoding header without a value is an error. Measured.
    empty_transfer_encoding_fails: Rule::Since(22);
    /// The option `httpValidation`, and insecureHTTPParser counts for headers that are sent, too. Node's docs, http.
    lenient_header_values: Rule::Since(24);
    /// More headers than maxHeadersCount are an error, HPE_HEADER_OVERFLOW, instead of being left out. Measured.
    header_count_is_limited: Rule::Since(22);
    /// writeHead() throws once the head is written. Measured.
    heads_are_written_once: Rule::Since(20);
    /// IncomingMessage has `signal`. Node's docs, http, "message.signal".
    incoming_messages_have_signals: Rule::Since(24);
    /// headersDistinct and trailersDistinct have no prototype. Measured.
    distinct_headers_are_bare: Rule::Since(20);
    /// A message that was received whole is destroyed within the call, dumped without resuming; a request whose answer is
    /// complete is not destroyed any more: request 'close' precedes response 'close' on the server. Measured.
    finished_messages_take_short_cuts: Rule::Since(26);
    /// The server option `optimizeEmptyRequests`. Node's docs, http.
    empty_requests_can_be_optimized: Rule::Since(24);
    /// setHeaders() keeps every Set-Cookie of a Headers object. Measured.
    set_headers_keeps_cookies: Rule::Since(20);
    /// removeHeader('connection') leaves the connection as it is instead of ending it. Measured.
    removed_connection_header_keeps_alive: Rule::Since(20);
    /// end() callbacks come before 'finish', with an error if the message was not sent, and `writableFinished` waits for
    /// both; the last write of a message that knows its length is its end. Measured.
    end_callbacks_precede_finish: Rule::Since(24);
    /// cork() of an HTTP message joins its chunks to one. Node's docs, http, "outgoingMessage.cork()".
    corked_chunks_join: Rule::Since(22);
    /// The chunks that are written in one tick go out as one. Measured.
    writes_of_a_tick_join: Rule::Since(26);
    /// destroy() of a message without a socket emits 'close' in a tick. Measured.
    outgoing_closes_without_socket: Rule::Since(24);
    /// Writing to a destroyed HTTP message emits no error. Measured.
    destroyed_messages_are_silent: Rule::Since(20);
    /// ServerResponse has writeInformation(), and interim answers are checked. Node's docs, http.
    interim_answers_of_any_code: Rule::Since(24);
    /// A header list given to writeHead() replaces headers of its names and may repeat them. Measured.
    write_head_lists_replace_headers: Rule::Since(22);
    /// ServerResponse has the alias writeHeader(). Node's docs, deprecations, DEP0063.
    write_header_alias: Rule::Until(24);
    /// Answers that wait for their turn are destroyed when their connection breaks. Measured.
    broken_connections_destroy_waiting_answers: Rule::Since(24);
    /// An upgrade request's body is read before the raw bytes; the listener gets a stream of the latter. Node's docs, http.
    upgrades_read_the_body: Rule::Since(26);
    /// The server option shouldUpgradeCallback; an upgrade without listener ends the connection. Node's docs, http.
    upgrades_may_be_declined: Rule::Since(22);
    /// A message emits 'drain' only when nothing of it waits any more. Measured.
    drains_when_nothing_waits: Rule::Since(24);
    /// A server holds idle connections a second longer than it tells. Measured.
    kept_connections_have_margin: Rule::Since(20);
    /// That second can be set: the server option keepAliveTimeoutBuffer. Node's docs, http.
    kept_connections_margin_is_set: Rule::Since(22);
    /// HTTP/1.1 without Host is answered with 400. Node's docs, http, requireHostHeader.
    host_header_is_required: Rule::Since(20);
    /// server.close() ends idle connections and returns the server. Node's docs, http, "server.close()".
    close_ends_idle_connections: Rule::Since(20);
    /// The request option setDefaultHeaders. Node's docs, http.
    default_headers_can_be_left_out: Rule::Since(22);
    /// Agents have the options protocol, defaultPort and agentKeepAliveTimeoutBuffer. Node's docs, http.
    agents_take_protocol: Rule::Since(22);
    /// http.setGlobalProxyFromEnv exists. Node's docs, http.
    agents_take_proxies: Rule::Since(24);
    /// Agents give connections up before the server's Keep-Alive hint runs out. Measured.
    agents_heed_keep_alive_hints: Rule::Since(20);
    /// The global agent keeps connections for five seconds. Node's docs, http, "http.globalAgent".
    agents_keep_alive_by_default: Rule::Since(20);
    /// Bytes on a connection that waits in an agent end it. Node's security release notes; measured.
    free_sockets_are_guarded: Rule::Since(22);
    /// A request's own timeout counts for its new connection before the agent's. Measured.
    request_timeout_beats_agents: Rule::Since(22);
    /// http.request takes highWaterMark. Node's docs, http.
    requests_have_high_water_mark: Rule::Since(24);
    /// A request hears its socket's errors from the moment it gets it, not a tick later. Measured.
    requests_hear_errors_at_once: Rule::Since(24);
    /// The body of a second answer to one request is passed over. Measured.
    second_answers_are_skipped: Rule::Since(22);
    /// A request that finishes after its answer's end does not return a connection twice. Measured.
    late_request_ends_are_harmless: Rule::Since(22);
    /// The Host header of a CONNECT request is its target. Measured.
    connect_names_its_target: Rule::Since(26);
    /// `req.path = …` is checked like the option. Measured.
    paths_are_checked_when_set: Rule::Since(24);
}
