import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../../host/available.ts';

/** Containers have little shared memory; the last four stop Chromium from asking Google's servers for things. */
const flags = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--no-first-run',
	'--disable-dev-shm-usage',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** One Chromium for a whole file; every person in a test gets a context of their own in it. */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = findBrowser();
	if (!executablePath) throw new Error('There is no Chromium: name one in BEBETTER_TEST_BROWSER.');
	return chromium.launch({ executablePath, args: flags });
}
