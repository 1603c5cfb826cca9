import { type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  assertNone,
  createTable,
  dropTables,
  extendTable,
  key,
  optional,
  shrinkTable,
  text,
} from './table.js';

const roles = `role IN ('admin', 'officer', 'chain-manager', 'counter', 'doctor', 'hospital')`;
const postInUse = { columns: [text('post_id', optional)], references: { post_id: 'staff_post' } };
const kinds = {
  officer: 'district',
  'chain-manager': 'chain',
  counter: 'outlet',
  doctor: 'doctor',
  hospital: 'facility',
};

/** A role and its places are a post, of which one person can hold several; a sign-in and a record tell which was in use. */
export class PeopleHoldSeveralPosts1795845600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'staff_post', {
      columns: [key(), text('staff_id'), text('role')],
      references: { staff_id: 'staff_member' },
      index: [['staff_id']],
      checks: { staff_post_role: roles },
    });
    await createTable(runner, 'post_place', {
      columns: [key('post_id'), key('place_id')],
      references: { post_id: 'staff_post' },
    });
    // Whoever has one post gives it their own key.
    await runner.query('INSERT INTO staff_post (id, staff_id, role) SELECT id, id, role FROM staff_member');
    await runner.query(
      'INSERT INTO post_place (post_id, place_id) SELECT staff_id, place_id FROM staff_place',
    );
    await runner.dropTable('staff_place');
    await shrinkTable(runner, 'staff_member', {
      columns: [text('role')],
      checks: { staff_member_role: roles },
    });
    await extendTable(runner, 'sign_in', postInUse);
    await runner.query('ALTER TABLE audit_record ADD COLUMN role text');
  }

  /** @throws Error while somebody holds several posts: which of them they would keep, nobody has said */
  async down(runner: QueryRunner): Promise<void> {
    const further =
      'staff_post post WHERE id > (SELECT MIN(id) FROM staff_post WHERE staff_id = post.staff_id)';
    await assertNone(runner, further);
    await runner.query('ALTER TABLE audit_record DROP COLUMN role');
    await shrinkTable(runner, 'sign_in', postInUse);
    await extendTable(runner, 'staff_member', { columns: [text('role', { default: "'admin'" })] });
    await runner.query(
      'UPDATE staff_member SET role = (SELECT role FROM staff_post WHERE staff_post.staff_id = staff_member.id)',
    );
    await extendTable(runner, 'staff_member', { checks: { staff_member_role: roles } });
    await createTable(runner, 'staff_place', {
      columns: [key('staff_id'), key('kind'), key('place_id')],
      references: { staff_id: 'staff_member' },
    });
    for (const [role, kind] of Object.entries(kinds)) {
      await runner.query(`INSERT INTO staff_place (staff_id, kind, place_id)
        SELECT post.staff_id, '${kind}', place.place_id FROM post_place place
        INNER JOIN staff_post post ON post.id = place.post_id WHERE post.role = '${role}'`);
    }
    await dropTables(runner, 'staff_post', 'post_place');
  }
}
