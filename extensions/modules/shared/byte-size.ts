const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes as people read them, such as 12.3 MB; units are of 1000, as disks and bills have them. */
export function byteSize(bytes: number, locale: string): string {
	const power = Math.min(Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3), units.length - 1);
	const number = new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: units[power]!,
		unitDisplay: 'short',
		maximumFractionDigits: power === 0 ? 0 : 1,
	});
	return number.format(bytes / 1000 ** power);
}
