/**
 * What is known of the state of the whole, as numbers: alerts compare them with thresholds and the page Today ticks
 * its boxes by them. Units are in the names; ratios go from 0 to 1, and what is up or down is 1 or 0.
 */
export const signalNames = [
	'database_up',
	'redis_up',
	'http_requests_5m',
	'http_error_ratio_5m',
	'http_p95_seconds_5m',
	'release_error_growth_ratio',
	'process_cpu_ratio',
	'memory_ratio',
	'disk_used_ratio',
	'database_connections_ratio',
	'pool_pending',
	'clock_skew_seconds',
	'job_queue_oldest_seconds',
	'job_dead_letters',
	'nightly_age_hours',
	'backup_age_hours',
	'backup_rows_lost_ratio',
	'restore_test_age_days',
	'integrity_errors',
	'integrity_age_hours',
	'login_failures_10m',
	'login_failures_growth_ratio',
	'rate_limited_5m',
	'secrets_overdue',
	'certificate_days_left',
	'doctor_errors',
	'verify_errors',
] as const;

export type SignalName = (typeof signalNames)[number];

/** Those that apply for a while only: without them all is well. Any other that was there once and is missing is a fault. */
export const passingSignals: ReadonlySet<SignalName> = new Set([
	'release_error_growth_ratio',
	'login_failures_growth_ratio',
]);

/** null: it applies here but nobody knows it now. Absent: it does not apply, such as Redis where there is none. */
export type Signals = Readonly<Partial<Record<SignalName, number | null>>>;

/** Why signals that could not be read are not known; those that are null for a reason of their own have none. */
export type SignalReasons = Readonly<Partial<Record<SignalName, string>>>;

/** What one look at all signals found. */
export interface SignalReadings {
	readonly signals: Signals;
	readonly reasons: SignalReasons;
}
