import type { Attempt } from './security-log.ts';

type Meta = Readonly<Record<string, unknown>>;

/**
 * A login as Directus announces it. Its payload holds the password: the address is the one thing that is taken out, and
 * nothing keeps the rest.
 */
export function readAttempt(meta: Meta, ip: string | null | undefined): Attempt {
	if (meta['status'] === 'success') return { kind: 'login_succeeded', ip };
	const email = (meta['payload'] as { email?: unknown } | null | undefined)?.email;
	return {
		kind: 'login_failed',
		ip,
		reason: codeOf(meta['error']),
		...(typeof email === 'string' && { email }),
	};
}

const codeOf = (error: unknown): string => {
	const code = (error as { code?: unknown } | null | undefined)?.code;
	return typeof code === 'string' ? code : 'UNKNOWN';
};

/** An answer that told somebody to come back later; null for all others. */
export function readRefusal({ response, ip }: Meta): Attempt | null {
	if ((response as { status?: unknown } | null | undefined)?.status !== 429) return null;
	return { kind: 'rate_limited', ip: typeof ip === 'string' ? ip : null };
}
