import type { ServiceInfo } from '../../shared/protocol.ts';

/** `searching` until the page knows whether a server runs; `none` on a copy of the site without one. */
export type ServiceState = ServiceInfo | 'searching' | 'none';
