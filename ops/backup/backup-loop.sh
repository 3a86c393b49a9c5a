#!/bin/sh
# Dumps the whole PostgreSQL database each night, reads the dump back, and deletes old ones. Runs beside the database
# (docker-compose.yml, service "backup"); needs pg_dump of the server's major version or newer.
#
#   backup-loop.sh loop      once at the start unless there is a fresh one, then each night
#   backup-loop.sh once      now
#   backup-loop.sh healthy   exit code 0 while there is a dump that is younger than 26 hours
#
# PGHOST, PGUSER, PGPASSWORD, PGDATABASE: the database. BACKUP_FOLDER: where to. BACKUP_HOUR: when (UTC).
# BACKUP_KEEP: days, weeks and months that a dump is kept of, the newest of each.
set -eu

folder=${BACKUP_FOLDER:-/backups}
hour=${BACKUP_HOUR:-2}
keep=${BACKUP_KEEP:-7d,4w,6m}
fresh_minutes=1560

say() { echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $*"; }

# A dump counts when its manifest is there, and the manifest is written after the dump was read back to its end.
take() {
	name="bebetter-$(date -u +%Y%m%dT%H%M%SZ)"
	partial="$folder/$name.partial"
	started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
	rm -f "$folder"/*.partial
	if ! pg_dump --format=custom --no-owner --no-privileges --file "$partial"; then
		rm -f "$partial"
		say "FAILED: pg_dump did not finish. Is there room in $folder, and does the database answer?"
		return 1
	fi
	# Decompresses and reads every row, and needs no database.
	if ! pg_restore --file=/dev/null "$partial"; then
		rm -f "$partial"
		say "FAILED: the dump cannot be read back. Check the disk that $folder is on."
		return 1
	fi
	tables=$(pg_restore --list "$partial" | grep -c ' TABLE DATA ' || true)
	bytes=$(wc -c <"$partial" | tr -d ' ')
	sha256=$(sha256sum "$partial" | cut -d ' ' -f 1)
	finished=$(date -u +%Y-%m-%dT%H:%M:%SZ)
	mv "$partial" "$folder/$name.dump"
	printf '{"dump":"%s.dump","bytes":%s,"sha256":"%s","tables":%s,"started_at":"%s","verified_at":"%s","tool":"%s"}\n' \
		"$name" "$bytes" "$sha256" "$tables" "$started" "$finished" "$(pg_dump --version)" >"$folder/$name.json.partial"
	mv "$folder/$name.json.partial" "$folder/$name.json"
	say "took $name.dump: $tables tables, $bytes bytes, sha256 $sha256"
	record "$name" "$bytes" "$sha256" "$started" "$finished" ||
		say "the dump is good, but Directus could not be told of it"
}

# The page Backups lists it. Before the first provisioning there is no table.
record() {
	[ "$(psql --no-psqlrc --tuples-only --no-align --command "select to_regclass('bebetter_backups') is not null")" = t ] ||
		return 0
	psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set name="$1" --set bytes="$2" --set sha256="$3" \
		--set started="$4" --set finished="$5" <<-'SQL'
			insert into bebetter_backups
				(id, kind, storage, prefix, reason, status, rows, bytes, sha256, started_at, finished_at, verified_at)
			values (gen_random_uuid(), 'dump', 'backup volume', :'name' || '.dump', 'nightly pg_dump', 'verified', 0,
				:bytes, :'sha256', :'started', :'finished', :'finished');
		SQL
}

forget() {
	psql --no-psqlrc --quiet --set name="$1" >/dev/null 2>&1 <<-'SQL' || true
		delete from bebetter_backups where kind = 'dump' and prefix = :'name' || '.dump';
	SQL
}

# Prints the names whose period, as the given format writes it, is among the newest so many. Newest first in, first out.
newest_of_each() {
	count=$1
	format=$2
	seen=''
	while read -r name; do
		stamp=${name#bebetter-}
		day=$(echo "$stamp" | cut -c 1-4)-$(echo "$stamp" | cut -c 5-6)-$(echo "$stamp" | cut -c 7-8)
		period=$(date -u -d "$day 00:00" +"$format")
		case " $seen " in *" $period "*) continue ;; esac
		[ "$count" -gt 0 ] || break
		count=$((count - 1))
		seen="$seen $period"
		echo "$name"
	done
}

# The newest dump is the newest of its day, so it always stays.
prune() {
	days=$(echo "$keep" | sed -n 's/^\([0-9]*\)d,.*/\1/p')
	weeks=$(echo "$keep" | sed -n 's/^[0-9]*d,\([0-9]*\)w,.*/\1/p')
	months=$(echo "$keep" | sed -n 's/^[0-9]*d,[0-9]*w,\([0-9]*\)m$/\1/p')
	if [ -z "$days" ] || [ -z "$weeks" ] || [ -z "$months" ] || [ "$days" -lt 1 ]; then
		say "BACKUP_KEEP is \"$keep\"; use a form such as 7d,4w,6m with one day at least. Nothing was deleted."
		return 0
	fi
	names=$(ls "$folder" | sed -n 's/^\(bebetter-[0-9TZ]*\)\.json$/\1/p' | sort -r)
	kept=$(
		echo "$names" | newest_of_each "$days" %Y-%m-%d
		echo "$names" | newest_of_each "$weeks" %G-%V
		echo "$names" | newest_of_each "$months" %Y-%m
	)
	for name in $names; do
		echo "$kept" | grep -qx "$name" && continue
		# The manifest first: what is left of it then is no backup.
		rm -f "$folder/$name.json" "$folder/$name.dump"
		forget "$name"
		say "deleted $name.dump"
	done
}

healthy() { find "$folder" -name 'bebetter-*.json' -mmin "-$fresh_minutes" | grep -q .; }

once() {
	take || return 1
	prune
}

seconds_until_hour() {
	now=$(($(date -u +%s) % 86400))
	wait=$((hour * 3600 - now))
	[ "$wait" -gt 0 ] || wait=$((wait + 86400))
	echo "$wait"
}

loop() {
	# An interrupted sleep would keep the container for ten seconds when it is told to stop.
	trap 'exit 0' TERM INT
	find "$folder" -name 'bebetter-*.json' -mmin -1440 | grep -q . || once || true
	while :; do
		sleep "$(seconds_until_hour)" &
		wait $!
		# A failure tonight is said, makes the container unhealthy in time, and is tried again in an hour.
		until once; do
			sleep 3600 &
			wait $!
		done
	done
}

mkdir -p "$folder"
case "${1:-loop}" in
loop) loop ;;
once) once ;;
healthy) healthy ;;
*)
	echo "usage: backup-loop.sh loop|once|healthy" >&2
	exit 2
	;;
esac
