/**
 * The network that an address belongs to, which is all that is kept of it: a /24 of IPv4, a /48 of IPv6.
 *
 * @returns null when the text is no address
 */
export function networkOf(address: string | null | undefined): string | null {
	if (!address) return null;
	// As sockets name IPv4 peers, and with the interface that link-local addresses carry.
	const text = address
		.replace(/^::ffff:(?=\d+\.)/i, '')
		.split('%', 1)[0]!
		.toLowerCase();
	return text.includes(':') ? networkOfV6(text) : networkOfV4(text);
}

function networkOfV4(text: string): string | null {
	const parts = text.split('.');
	const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
	return isAddress ? `${parts.slice(0, 3).map(Number).join('.')}.0/24` : null;
}

const groupsOfV6 = 8;

function networkOfV6(text: string): string | null {
	// The last two groups may be written as IPv4 is; what is kept ends before them.
	const halves = text.replace(/(?<=:)\d{1,3}(?:\.\d{1,3}){3}$/, '0:0').split('::');
	if (halves.length > 2) return null;
	const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const missing = groupsOfV6 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
	const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
	if (!groups.every((group) => /^[\da-f]{1,4}$/.test(group))) return null;
	const prefix = groups.slice(0, 3).map((group) => parseInt(group, 16).toString(16));
	return `${prefix.join(':')}::/48`;
}
