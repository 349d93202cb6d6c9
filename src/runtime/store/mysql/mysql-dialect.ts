import { MysqlDialect, MysqlQueryCompiler, type QueryCompiler, type SelectModifierNode } from 'kysely';

/** Kysely's MySQL dialect, with the one spelling of a shared row lock that MariaDB knows too. */
export class SharedLockMysqlDialect extends MysqlDialect {
  override createQueryCompiler(): QueryCompiler {
    return new SharedLockCompiler();
  }
}

class SharedLockCompiler extends MysqlQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier === 'ForShare') this.append('lock in share mode');
    else super.visitSelectModifier(node);
  }
}
