import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

const mostTokens = 2;
const shortest = 32;

/**
 * Tokens for monitors as they are configured, separated by commas.
 *
 * @throws {Error} when one is too short or there are too many; no message repeats a token
 */
export function parseOpsTokens(text: string): readonly string[] {
	const tokens = text
		.split(',')
		.map((token) => token.trim())
		.filter((token) => token !== '');
	if (tokens.length > mostTokens)
		throw new Error(`give ${mostTokens} tokens at most: the new and the old one`);
	if (tokens.some((token) => token.length < shortest))
		throw new Error(`each token needs ${shortest} characters or more; make one with "openssl rand -hex 32"`);
	if (tokens.some((token) => !/^[\w.~+/=-]+$/.test(token)))
		throw new Error('use letters, digits and . _ ~ + / = - in tokens, as headers can carry them');
	return tokens;
}

/** Whether the header names one of the tokens. How long it takes says nothing about them. */
export function namesOpsToken(header: string | undefined, tokens: readonly string[]): boolean {
	const [, given] = /^bearer +(\S+) *$/i.exec(header ?? '') ?? [];
	if (given === undefined) return false;
	return tokens.map((token) => timingSafeEqual(digest(token), digest(given))).includes(true);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** By name: what marks a request outlives a reload of extensions. */
const slot = Symbol.for('directus-extension-bebetter.ops-token');

/** Notes that a request came with a token for monitors, and hides the header from Directus, which would refuse it. */
export function admitMonitor(request: Request): void {
	delete request.headers.authorization;
	(request as Request & { [slot]?: true })[slot] = true;
}

export const isMonitor = (request: Request): boolean =>
	(request as Request & { [slot]?: true })[slot] === true;
