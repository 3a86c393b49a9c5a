import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readToken } from '../../../platform/events/token.ts';
import { signToken } from '../../support/events.ts';

const secret = 'a secret of this project, long enough';
const user = '2f1c7f6e-4d0f-4a8e-9b54-0b8f0f6d8a11';

describe('a token', () => {
	it('of this project names a person, before and after it has run out', () => {
		expect(readToken(signToken(secret, user), secret, Date.now())).toEqual({
			kind: 'signed',
			user,
			isExpired: false,
		});
		const stale = signToken(secret, user, { expiresInSeconds: -1 });
		expect(readToken(stale, secret, Date.now())).toEqual({ kind: 'signed', user, isExpired: true });
	});

	it('of another project, or signed in another way, names nobody', () => {
		for (const token of [
			signToken('another secret', user),
			signToken(secret, user, { algorithm: 'none' }),
			signToken(secret, user, { algorithm: 'HS512' }),
			signToken(secret, 'me'),
			signToken(secret, user, { claims: { role: undefined } }),
			signToken(secret, user, { claims: { app_access: undefined } }),
			'two words',
			'x'.repeat(5_000),
		])
			expect(readToken(token, secret, Date.now())).toEqual({ kind: 'foreign' });
		expect(readToken(signToken(secret, user), null, Date.now())).toEqual({ kind: 'foreign' });
	});

	it('of another issuer may be a static one, which the database knows or does not', () => {
		const token = signToken(secret, user, { claims: { iss: 'somebody' } });
		expect(readToken(token, secret, Date.now())).toEqual({ kind: 'opaque', token });
		expect(readToken('static-token', secret, Date.now())).toEqual({ kind: 'opaque', token: 'static-token' });
	});
});

test('no change of a signed token leaves it signed, and none throws', () => {
	const token = signToken(secret, user);
	fc.assert(
		fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, text) => {
			const changed = token.slice(0, at) + text + token.slice(at + 1);
			const last = token.length - 1;
			// The last letter of a signature has bits that mean nothing.
			fc.pre(changed !== token && at < last);
			expect(readToken(changed, secret, Date.now()).kind).not.toBe('signed');
		}),
	);
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(['opaque', 'foreign']).toContain(readToken(text, secret, 0).kind);
		}),
	);
});
