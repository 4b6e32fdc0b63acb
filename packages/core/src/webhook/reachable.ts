/** Names that resolve only within a machine or a network, and private addresses. */
const PRIVATE_HOST =
  /^(?:[^.:]+|.*\.(?:localhost|local|internal|intranet|lan|home|home\.arpa|corp|test)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\..*|\[(?:::1?|f[cde].*)\])$/i;

/** Whether `url` leads to a host that is reachable only within its network. */
export const isPrivate = (url: string): boolean =>
  // A trailing dot does not change a name.
  !URL.canParse(url) || PRIVATE_HOST.test(new URL(url).hostname.replace(/\.$/, ''));

/**
 * Whether the service at `api` can call `url`. A service on the same private network can. AssemblyAI cannot call a host
 * that is reachable only within its network.
 */
export const canCall = (api: string, url: string): boolean => !isPrivate(url) || isPrivate(api);
