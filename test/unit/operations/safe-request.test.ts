import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { isPrivateAddress } from '../../../platform/alerts/private-address.ts';
import { sendSafely } from '../../../platform/alerts/safe-request.ts';
import { openReceiver, type Receiver } from '../../support/operations/receiver.ts';

test.each([
	'0.0.0.0',
	'10.1.2.3',
	'100.64.0.1',
	'127.0.0.1',
	'127.255.255.254',
	'169.254.169.254',
	'172.16.0.1',
	'172.31.255.255',
	'192.168.1.1',
	'198.18.0.1',
	'224.0.0.1',
	'255.255.255.255',
	'::',
	'::1',
	'::ffff:127.0.0.1',
	'::ffff:7f00:1',
	'64:ff9b::a00:1',
	'fc00::1',
	'fd12:3456::1',
	'fe80::1',
	'ff02::1',
	'2001:db8::1',
	'2002:7f00:1::',
])('%s is in no public network', (address) => expect(isPrivateAddress(address)).toBe(true));

test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450::1'])(
	'%s is public',
	(address) => expect(isPrivateAddress(address)).toBe(false),
);

describe('a request to a configured address', () => {
	let receiver: Receiver;
	beforeAll(async () => {
		receiver = await openReceiver();
	});
	afterAll(() => receiver.close());

	it('does not reach a private network, by address or by name, unless that is meant', async () => {
		const port = new URL(receiver.url).port;
		for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])
			await expect(
				sendSafely({ method: 'GET', url: `http://${host}:${port}/`, allowsPrivate: false }),
			).rejects.toThrow('is in a private network; set BEBETTER_ALERT_ALLOW_PRIVATE=true');
		expect(receiver.received).toEqual([]);
		const status = await sendSafely({ method: 'POST', url: receiver.url, body: '{}', allowsPrivate: true });
		expect([status, receiver.received[0]]).toMatchObject([204, { method: 'POST', body: '{}' }]);
	});

	it('speaks nothing but http and https', async () => {
		await expect(
			sendSafely({ method: 'GET', url: 'ftp://example.com/', allowsPrivate: true }),
		).rejects.toThrow('only http and https');
	});

	it('follows no redirect', async () => {
		receiver.answerWith(302);
		expect(await sendSafely({ method: 'GET', url: receiver.url, allowsPrivate: true })).toBe(302);
	});

	it('says which host failed, and not the rest of the address, which may hold a secret', async () => {
		const failure = await sendSafely({
			method: 'GET',
			url: 'http://127.0.0.1:1/hook?token=canary',
			allowsPrivate: true,
		}).catch((error: unknown) => (error as Error).message);
		expect(failure).toContain('127.0.0.1');
		expect(failure).not.toContain('canary');
	});
});
