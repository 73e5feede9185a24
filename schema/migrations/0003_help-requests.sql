CREATE TABLE `help_requests` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`proofs` text NOT NULL,
	`words` text NOT NULL,
	`state` text NOT NULL,
	`closed_at` integer,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`user_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `help_requests_at` ON `help_requests` (`state`,`at`);