const MAX_LENGTH = 64;

/**
 * The known name an editor most likely meant, or null when none is close: at most a third of the
 * letters differ. Input beyond 64 characters is never close to a name.
 */
export function nearestName(wanted: string, known: Iterable<string>): string | null {
	if (wanted.length === 0 || wanted.length > MAX_LENGTH) return null;

	const lowered = wanted.toLowerCase();
	let nearest: string | null = null;
	let nearestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
	for (const name of known) {
		if (Math.abs(name.length - wanted.length) >= nearestDistance) continue;
		const distance = editDistance(lowered, name.toLowerCase());
		if (distance < nearestDistance) {
			nearest = name;
			nearestDistance = distance;
		}
	}
	return nearest;
}

/**
 * Edit distance in UTF-16 units, one row of the table at a time. Two neighbours that changed places are one edit: that
 * is how people mistype.
 */
function editDistance(a: string, b: string): number {
	let beforePrevious: number[] = [];
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const current = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const swap = isSwap ? (beforePrevious[j - 2] ?? 0) + 1 : substitution;
			current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution, swap));
		}
		beforePrevious = previous;
		previous = current;
	}
	return previous[b.length] ?? 0;
}
