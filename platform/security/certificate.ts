import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type PeerCertificate } from 'node:tls';
import type { Certificate } from '../../domain/operations/security/contract.ts';

const timeoutMs = 5_000;
const dayMs = 86_400_000;
/** Below this a renewal that should have happened by itself has not. */
const expiringDays = 14;

/**
 * Reads the certificate that the world sees at an address. One that is not trusted is read all the same: an expired one
 * is what this is for.
 *
 * @param publicUrl PUBLIC_URL of Directus
 * @param now ms since 1970
 */
export async function readCertificate(publicUrl: unknown, now: number): Promise<Certificate> {
	const url = URL.canParse(String(publicUrl)) ? new URL(String(publicUrl)) : null;
	if (url?.protocol !== 'https:') return { ...nothing, state: 'no_https', host: url?.host ?? null };
	const known = { ...nothing, host: url.host, checked_at: new Date(now).toISOString() };
	try {
		const { certificate, problem } = await peerCertificate(url);
		const validTo = Date.parse(certificate.valid_to);
		const daysLeft = Math.floor((validTo - now) / dayMs);
		return {
			...known,
			state: stateOf(daysLeft, problem),
			valid_to: new Date(validTo).toISOString(),
			days_left: daysLeft,
			issuer: [certificate.issuer?.O ?? certificate.issuer?.CN].flat()[0] ?? null,
			problem,
		};
	} catch (error) {
		return { ...known, state: 'unreachable', problem: (error as Error).message };
	}
}

const nothing = {
	host: null,
	valid_to: null,
	days_left: null,
	issuer: null,
	problem: null,
	checked_at: null,
};

function stateOf(daysLeft: number, problem: string | null): Certificate['state'] {
	if (daysLeft < 0) return 'expired';
	if (problem !== null) return 'untrusted';
	return daysLeft < expiringDays ? 'expiring' : 'valid';
}

function peerCertificate(url: URL): Promise<{ certificate: PeerCertificate; problem: string | null }> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	return new Promise((resolve, reject) => {
		const socket = connect({
			host,
			port: Number(url.port || 443),
			...(isIP(host) === 0 && { servername: host }),
			rejectUnauthorized: false,
		});
		socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
		socket.once('error', reject);
		socket.once('secureConnect', () => {
			const problem = socket.authorized ? null : String(socket.authorizationError);
			resolve({ certificate: socket.getPeerCertificate(), problem });
			socket.destroy();
		});
	});
}

/** How long an answer is used again, ms; a failure is tried again sooner. */
const keptMs = 86_400_000;
const failureKeptMs = 600_000;
const soonMs = 500;

/** Looks once a day, and while a look is under way everybody gets the same one. */
export class CertificateWatch {
	#last: { readonly certificate: Promise<Certificate>; until: number } | null = null;

	read(publicUrl: unknown, now: number): Promise<Certificate> {
		if (this.#last && now < this.#last.until) return this.#last.certificate;
		const certificate = readCertificate(publicUrl, now);
		const last = { certificate, until: now + keptMs };
		this.#last = last;
		void certificate.then(({ state }) => {
			if (state === 'unreachable') last.until = now + failureKeptMs;
		});
		return certificate;
	}

	/** The same for those who cannot wait: null while it is not there within half a second. */
	async soon(publicUrl: unknown, now: number): Promise<Certificate | null> {
		const certificate = this.read(publicUrl, now);
		return Promise.race([certificate, sleep(soonMs, null, { ref: false })]);
	}
}

export const certificateWatch = new CertificateWatch();
