import type { Example } from 'compliance-linter';
import { files, PYDANTIC, PYTHON_ORDER } from './example-files.js';

export const pythonDuplicates: readonly Example[] = [
  {
    title: 'Python: pydantic models, told by a base class of the project',
    files: files({
      'app/base.py': [PYDANTIC, '', 'class Schema(BaseModel):', '    model_config = {"frozen": True}'],
      'app/schemas/order.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/cart.py': [
        'from typing import Optional',
        'from app.base import Schema',
        '',
        'class Order(Schema):',
        '    note: Optional[str] = None',
        '    id: "str"',
        '    total: int',
        '',
        'def empty() -> Order: ...',
      ],
    }),
    problems: [
      {
        path: 'app/cart.py',
        line: 4,
        message: 'repeats its definition in `app/schemas/order.py`',
        fix: 'from app.schemas.order import Order',
      },
    ],
  },
  {
    title: 'Python: a required field that is optional elsewhere has drifted',
    files: files({
      'app/a.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/b.py': [PYDANTIC, '', ...PYTHON_ORDER.slice(0, 3), '    note: str | None'],
    }),
    problems: [{ path: 'app/b.py', line: 3, message: '`note` is required here and optional there' }],
  },
  {
    title: 'Python: bases are found through every form of import',
    files: files({
      'app/base.py': [PYDANTIC, '', 'class Schema(BaseModel):', '    id: str'],
      'app/a.py': ['import app.base', '', 'class Refund(app.base.Schema):', '    amount: int', '    reason: str'],
      'app/b.py': ['from app import base', '', 'class Refund(base.Schema):', '    amount: int', '    reason: str'],
      'app/c.py': [PYDANTIC, '', 'class Refund(BaseModel):', '    id: str', '    amount: int', '    reason: str'],
    }),
    problems: [
      { path: 'app/b.py', line: 3, message: 'is defined here and, identically, in `app/a.py`' },
      { path: 'app/c.py', line: 3, message: 'is defined here and, identically, in `app/a.py`' },
    ],
  },
  {
    title: 'Python: tables of an object-relational mapper',
    files: files({
      'app/a.py': [
        'from sqlalchemy.orm import Mapped, mapped_column',
        'from app.database import Base',
        '',
        'class Invoice(Base):',
        '    __tablename__ = "invoices"',
        '    id: Mapped[str] = mapped_column(primary_key=True)',
        '    total: Mapped[int]',
      ],
      'app/b.py': [
        'from sqlalchemy.orm import Mapped, mapped_column',
        'from app.database import Base',
        '',
        'class Invoice(Base):',
        '    __tablename__ = "invoices"',
        '    id: Mapped[str] = mapped_column(primary_key=True)',
        '    total: Mapped[int] = mapped_column(index=True)',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 4, message: 'is defined here and, identically, in `app/a.py`' }],
  },
  {
    title: 'Python: dataclasses',
    files: files({
      'app/models.py': [
        'from dataclasses import dataclass',
        '',
        '@dataclass',
        'class Point:',
        '    x: float',
        '    y: float',
      ],
      'app/b.py': [
        'import dataclasses',
        '',
        '@dataclasses.dataclass(frozen=True)',
        'class Point:',
        '    y: float',
        '    x: float',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 4, fix: 'from app.models import Point as Point' }],
  },
  {
    title: 'Python: TypedDict in both of its forms',
    files: files({
      'app/a.py': [
        'from typing import List, TypedDict',
        '',
        'class Event(TypedDict):',
        '    name: str',
        '    tags: List[str]',
      ],
      'app/b.py': ['from typing import TypedDict', '', 'Event = TypedDict("Event", {"name": str, "tags": list[str]})'],
    }),
    problems: [{ path: 'app/b.py', line: 3, message: 'is defined here and, identically, in `app/a.py`' }],
  },
  {
    title: 'Python: enumerations',
    files: files({
      'app/a.py': ['from enum import StrEnum', '', 'class Color(StrEnum):', '    RED = "red"', '    BLUE = "blue"'],
      'app/b.py': ['import enum', '', 'class Color(str, enum.Enum):', "    RED = 'red'", "    BLUE = 'blue'"],
    }),
    problems: [{ path: 'app/b.py', line: 3 }],
  },
  {
    title: 'Python: protocols',
    files: files({
      'app/a.py': [
        'from typing import Optional, Protocol',
        '',
        'class Store(Protocol):',
        '    def get(self, key: str) -> Optional[bytes]: ...',
        '    def put(self, key: str, value: bytes) -> None: ...',
      ],
      'app/b.py': [
        'import typing as t',
        'from typing import Protocol',
        '',
        'class Store(Protocol):',
        '    def put(self, name: str, value: bytes) -> None:',
        '        """Stores the value."""',
        '    def get(self, name: str) -> bytes | None: ...',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 4, message: 'is defined here and, identically, in `app/a.py`' }],
  },
  {
    title: 'Python: plain classes whose methods do the same',
    files: files({
      'app/a.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        self.zone = zone',
        '    def label(self):',
        '        return f"in {self.zone}"',
      ],
      'app/b.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        # IANA name',
        '        self.zone = zone',
        '',
        '    def label(self):',
        '        return f"in {self.zone}"',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 1 }],
  },
  {
    title: 'Python: a plain class of which one method has changed has drifted',
    files: files({
      'app/a.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        self.zone = zone',
        '    def label(self):',
        '        return f"in {self.zone}"',
      ],
      'app/b.py': [
        'class Clock:',
        '    def __init__(self, zone):',
        '        self.zone = zone',
        '    def label(self):',
        '        return self.zone.upper()',
      ],
    }),
    problems: [{ path: 'app/b.py', line: 1, message: '`label` does something else' }],
  },
  {
    title: 'Python: definitions under `if` and `try` count',
    files: files({
      'app/a.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/b.py': [
        PYDANTIC,
        'try:',
        '    import fast',
        'except ImportError:',
        ...PYTHON_ORDER.map((line) => `    ${line}`),
      ],
      'app/c.py': [
        'from typing import TYPE_CHECKING',
        PYDANTIC,
        'if TYPE_CHECKING:',
        ...PYTHON_ORDER.map((line) => `    ${line}`),
      ],
    }),
    problems: [
      { path: 'app/b.py', line: 5 },
      { path: 'app/c.py', line: 4 },
    ],
  },
  {
    title: 'Python: type aliases in all their forms',
    files: files({
      'app/a.py': [
        'from typing import Literal, Union',
        '',
        'Scalar = Union[int, str, None]',
        'Level = Literal["low", "high"]',
      ],
      'app/b.py': [
        'from typing import Literal, TypeAlias',
        '',
        'Scalar: TypeAlias = "int | str | None"',
        "type Level = Literal['high', 'low']",
      ],
    }),
    problems: [
      { path: 'app/b.py', line: 3 },
      { path: 'app/b.py', line: 4 },
    ],
  },
  {
    title: 'Python: a tuple or mapping that names a type has content of its own',
    files: files({
      'app/a.py': [
        'from typing import TypeAlias',
        'from uuid import UUID',
        '',
        'CartKey: TypeAlias = tuple[UUID, str]',
        'Totals = dict[UUID, list[int]]',
      ],
      'app/b.py': [
        'from typing import Dict, List, Tuple, TypeAlias',
        'import uuid',
        '',
        'CartKey: TypeAlias = "Tuple[uuid.UUID, str]"',
        'Totals = Dict[uuid.UUID, List[int]]',
      ],
    }),
    problems: [
      { path: 'app/b.py', line: 4, message: '`CartKey` is defined here and, identically, in `app/a.py`' },
      { path: 'app/b.py', line: 5, message: '`Totals` is defined here and, identically, in `app/a.py`' },
    ],
  },
  {
    title: 'Python: a class defined twice in one module',
    files: files({
      'app/orders.py': [PYDANTIC, '', ...PYTHON_ORDER, '', ...PYTHON_ORDER],
    }),
    problems: [{ path: 'app/orders.py', line: 8, message: 'is defined here and, identically, in line 3' }],
  },
  {
    title: 'Python: a model is kept rather than a copy in an endpoint, a form rather than a copy in a view',
    files: files({
      'app/models.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/forms.py': ['class PayForm(Form):', '    card: str', '    owner: str'],
      'app/endpoints.py': [PYDANTIC, '', ...PYTHON_ORDER],
      'app/views.py': ['class PayForm(Form):', '    card: str', '    owner: str'],
    }),
    problems: [
      {
        path: 'app/endpoints.py',
        line: 3,
        message: '`app/models.py`: a change to one will miss the other. Delete this one and import that one.',
        fix: 'from app.models import Order as Order',
      },
      { path: 'app/views.py', line: 1, message: '`PayForm` repeats its definition in `app/forms.py`' },
    ],
  },
  {
    title: 'Python: no fix where the kept module imports the other one, be it through a third',
    files: files({
      'app/schemas.py': [PYDANTIC, 'from app import prices', '', ...PYTHON_ORDER],
      'app/prices.py': ['from app.cart import total'],
      'app/cart.py': [PYDANTIC, '', ...PYTHON_ORDER, '', 'total = 1'],
    }),
    problems: [{ path: 'app/cart.py', line: 3, message: 'repeats its definition in `app/schemas.py`' }],
  },
];
