import type { Config } from '../config.ts';
import type { CdnHeaders } from '../publishing/answer-headers.ts';
import type { Cdn } from './cdn.ts';
import { cloudflare } from './cloudflare.ts';
import { fastly } from './fastly.ts';

/** The CDNs in front of this project. */
export function configuredCdns(config: Config): Cdn[] {
	const cdns: Cdn[] = [];
	if (config.BEBETTER_FASTLY_SERVICE_ID && config.BEBETTER_FASTLY_TOKEN)
		cdns.push(
			fastly({
				serviceId: config.BEBETTER_FASTLY_SERVICE_ID,
				token: config.BEBETTER_FASTLY_TOKEN,
				url: config.BEBETTER_FASTLY_URL,
			}),
		);
	if (config.BEBETTER_CLOUDFLARE_ZONE_ID && config.BEBETTER_CLOUDFLARE_TOKEN)
		cdns.push(
			cloudflare({
				zoneId: config.BEBETTER_CLOUDFLARE_ZONE_ID,
				token: config.BEBETTER_CLOUDFLARE_TOKEN,
				url: config.BEBETTER_CLOUDFLARE_URL,
			}),
		);
	return cdns;
}

export const cdnHeaders = (config: Config): CdnHeaders => ({
	keep: configuredCdns(config).length > 0,
	cacheTag: config.BEBETTER_CLOUDFLARE_ZONE_ID !== undefined,
});
