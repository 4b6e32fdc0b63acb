import type { Region } from '../regions.ts';

/** The IP addresses that send deliveries. Source: contract `webhooks.md` section 3. */
export const WEBHOOK_SOURCE_IPS: Readonly<Record<Region, readonly string[]>> = {
  us: ['44.238.19.20'],
  eu: ['54.220.25.36'],
};
